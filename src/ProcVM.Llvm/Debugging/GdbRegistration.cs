using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>Tells gdb about loaded code through its JIT interface (gdb manual, "JIT Interface"). libLLVM exports the two
/// symbols that gdb looks for; nothing in it uses them, since ORC isn't used here.</summary>
public sealed unsafe class GdbRegistration : IDisposable
{
    private const uint ActionRegister = 1;
    private const uint ActionUnregister = 2;

    private static readonly Lock s_descriptorLock = new();

    private readonly Descriptor* _descriptor;
    private readonly delegate* unmanaged[Cdecl]<void> _notify;
    private Entry* _entry;

    private GdbRegistration(Descriptor* descriptor, nint notify)
    {
        _descriptor = descriptor;
        _notify = (delegate* unmanaged[Cdecl]<void>)notify;
    }

    /// <summary>Announces loaded code; null when this libLLVM doesn't export the interface.</summary>
    /// <param name="library">The library.</param>
    /// <param name="file">The object that was loaded.</param>
    /// <param name="code">Where it was loaded to.</param>
    public static GdbRegistration? TryRegister(LlvmLibrary library, ReadOnlyMemory<byte> file, LoadedCode code)
    {
        if (!NativeLibrary.TryGetExport(library.Handle, "__jit_debug_descriptor", out nint descriptor)
            || !NativeLibrary.TryGetExport(library.Handle, "__jit_debug_register_code", out nint notify))
        {
            return null;
        }

        GdbRegistration registration = new((Descriptor*)descriptor, notify);
        registration.Register(file.Span, code);
        return registration;
    }

    /// <summary>Takes the announcement back; to be done before the code is freed.</summary>
    public void Dispose()
    {
        lock (s_descriptorLock)
        {
            if (_entry is null)
            {
                return;
            }

            // SAFETY: the entry was linked in by Register under the same lock and is in the list exactly once.
            if (_entry->Previous is not null)
            {
                _entry->Previous->Next = _entry->Next;
            }
            else
            {
                _descriptor->First = _entry->Next;
            }

            if (_entry->Next is not null)
            {
                _entry->Next->Previous = _entry->Previous;
            }

            Notify(ActionUnregister);
            NativeMemory.Free(_entry->Image);
            NativeMemory.Free(_entry);
            _entry = null;
        }
    }

    private void Register(ReadOnlySpan<byte> file, LoadedCode code)
    {
        // SAFETY: image and entry are ours until Dispose; gdb reads them by their addresses alone.
        byte* image = (byte*)NativeMemory.Alloc((nuint)file.Length);
        Span<byte> copy = new(image, file.Length);
        file.CopyTo(copy);
        SetAddresses(copy, code);
        lock (s_descriptorLock)
        {
            _entry = (Entry*)NativeMemory.AllocZeroed((nuint)sizeof(Entry));
            _entry->Image = image;
            _entry->Size = (ulong)file.Length;
            _entry->Next = _descriptor->First;
            if (_descriptor->First is not null)
            {
                _descriptor->First->Previous = _entry;
            }

            _descriptor->First = _entry;
            Notify(ActionRegister);
        }
    }

    private void Notify(uint action)
    {
        _descriptor->Relevant = _entry;
        _descriptor->Action = action;
        _notify();
        _descriptor->Action = 0;
        _descriptor->Relevant = null;
    }

    /// <summary>gdb reads where a section is from its header (sh_addr).</summary>
    private static void SetAddresses(Span<byte> file, LoadedCode code)
    {
        const int AddressInHeader = 16;
        for (int i = 0; i < code.SectionAddresses.Length; i++)
        {
            if (code.SectionAddresses[i] != 0)
            {
                int place = ElfObject.HeaderOffset(file, i) + AddressInHeader;
                BinaryPrimitives.WriteInt64LittleEndian(file[place..], code.SectionAddresses[i]);
            }
        }
    }

    private struct Entry
    {
        public Entry* Next;
        public Entry* Previous;
        public byte* Image;
        public ulong Size;
    }

    // It starts with a version, which is the library's to set.
    [StructLayout(LayoutKind.Explicit)]
    private struct Descriptor
    {
        [FieldOffset(4)]
        public uint Action;

        [FieldOffset(8)]
        public Entry* Relevant;

        [FieldOffset(16)]
        public Entry* First;
    }
}
