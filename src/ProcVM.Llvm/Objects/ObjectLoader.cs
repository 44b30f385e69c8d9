using ProcVM.Core;

namespace ProcVM.Llvm;

/// <summary>Brings relocatable objects into a <see cref="CodeHeap"/>. The bytes may come from anywhere: whatever is wrong with
/// them gives diagnostics, and a block is written inside its bounds alone.</summary>
public static class ObjectLoader
{
    /// <summary>Loads an object; nothing is left behind when there are errors.</summary>
    /// <param name="file">An ELF64 object for x86-64.</param>
    /// <param name="heap">Where it goes.</param>
    /// <param name="externals">What it may refer to.</param>
    public static LoadResult<LoadedCode> Load(ReadOnlyMemory<byte> file, CodeHeap heap, SymbolTable externals)
    {
        LoadResult<ElfObject> read = ElfObject.Read(file);
        if (!read.Succeeded)
        {
            return LoadResult<LoadedCode>.Failure(read.Diagnostics);
        }

        LoadResult<ObjectLayout> layout = ObjectLayout.Of(read.Value);
        if (!layout.Succeeded)
        {
            return LoadResult<LoadedCode>.Failure(layout.Diagnostics);
        }

        ObjectLayout places = layout.Value;
        CodeBlock? code = places.CodeSize > 0 ? heap.TryAllocate(places.CodeSize, places.Alignment) : null;
        CodeBlock? data = places.DataSize > 0 ? heap.TryAllocateData(places.DataSize, places.Alignment) : null;
        Diagnostic? error = (code is null && places.CodeSize > 0) || (data is null && places.DataSize > 0)
            ? new Diagnostic(LlvmDiagnostics.NoRoom, null, (long)places.CodeSize + places.DataSize)
            : null;
        ObjectImage image = new(read.Value, places, code, data, externals);
        error ??= image.Write();
        if (error is not null)
        {
            code?.Dispose();
            data?.Dispose();
            return LoadResult<LoadedCode>.Failure(error);
        }

        heap.Publish();
        return LoadResult<LoadedCode>.Success(image.ToLoadedCode());
    }
}
