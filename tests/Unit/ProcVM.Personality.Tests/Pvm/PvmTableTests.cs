using System.Text;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Maps;
using ProcVM.Maps.Model;
using ProcVM.Module;
using ProcVM.Personality.Pvm;
using ProcVM.Personality.Trace;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>The host-call table that is written from pvm.map, its trace, and the check of imports.</summary>
public sealed class PvmTableTests : IDisposable
{
    private readonly ulong[] _slots = new ulong[16];
    private readonly Machine _machine = new(limit: GuestMemory.PageSize);
    private readonly PvmTable _table;

    public PvmTableTests()
    {
        _table = new PvmTable(_machine.Calls);
        _table.Attach(_machine.Memory);
    }

    private GuestMemory Memory => _machine.Memory;

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void TheTableIsTheMap()
    {
        string path = Repository.At("syscall-maps", "pvm", "pvm.map");
        MapFile map = MapParser.Parse(new SourceText(path, File.ReadAllText(path))).Value!;
        Assert.Equal(map, PvmTable.CreateMap());
        MapCall[] calls = [.. map.Calls];
        Assert.Equal(PvmTable.CallCount, calls.Length);
        for (int i = 0; i < calls.Length; i++)
        {
            Assert.Equal(i, _table.Resolve("pvm", calls[i].Name, out string signature));
            Assert.Equal(PcodeSignature.Of(calls[i], new MapTypes(map)), signature);
        }
    }

    [Fact]
    public void OtherNamesAreUnknown()
    {
        Assert.Equal(-1, _table.Resolve("pvm", "no_such_call", out _));
        Assert.Equal(-1, _table.Resolve("wasi", "exit", out _));
        Assert.Equal(-1, _table.Resolve("pvm", "Exit", out _));
    }

    [Fact]
    public unsafe void EveryCallTakesHostileArguments()
    {
        ulong[] values = [0, 1, 2, 255, 65535, 65536, 0x7fffffff, 0x80000000, 0xffffffff, ulong.MaxValue, 0x7ff0000000000000];
        Random random = new(1);
        Span<ulong> slots = stackalloc ulong[16];
        for (int index = 0; index < PvmTable.CallCount; index++)
        {
            for (int round = 0; round < 40; round++)
            {
                using Machine machine = new(limit: GuestMemory.PageSize);
                PvmTable table = new(machine.Calls);
                table.Attach(machine.Memory);
                foreach (ref ulong slot in slots)
                {
                    slot = values[random.Next(values.Length)];
                }

                fixed (ulong* first = slots)
                {
                    HostCallStatus status = table.Call(index, first);
                    Assert.True(status != HostCallStatus.Trap || table.TrapKind != 0);
                }
            }
        }
    }

    [Fact]
    public void AddressesOutsideTrapMemory()
    {
        Assert.Equal(HostCallStatus.Trap, Call("text_writeln", 65536 - 15));
        Assert.Equal((byte)TrapKind.Memory, _table.TrapKind);
    }

    [Fact]
    public void ALengthByteIsPartOfTheString()
    {
        Assert.True(Memory.TrySlice(65530, 6, out Span<byte> end));
        end[0] = 6;
        Assert.Equal(HostCallStatus.Trap, Call("string_pos", 65530, 65530));
        Assert.Contains("7 bytes at address 65530", _table.TrapMessage);
    }

    [Fact]
    public void AStringOfUnknownCapacityEndsWithTheMemory()
    {
        Put(65530, "abcde");
        Assert.Equal(HostCallStatus.Ok, Call("string_delete", 65530, 2, 3));
        Assert.Equal("ae", Get(65530));
        Assert.Equal(HostCallStatus.Trap, Call("string_delete", 65536, 1, 1));
    }

    [Fact]
    public void ResultsAreZeroExtended()
    {
        Put(100, "a");
        Put(200, "b");
        Assert.Equal(HostCallStatus.Ok, Call("string_compare", 100, 200));
        Assert.Equal(0xffffffffUL, _slots[0]);
    }

    [Fact]
    public void TracesLookLikeStrace()
    {
        List<string> lines = [];
        StraceTable trace = new(_table, PvmTable.CreateMap(), lines.Add);
        trace.Attach(Memory);
        Put(100, "x\n\"\u0001" + "1\u0002z");
        Put(200, new string('a', 40));
        Trace(trace, "string_assign", 1000, 255, 100);
        Trace(trace, "string_append", 1000, 255, 200);
        Trace(trace, "string_append_char", 1000, 255, 'H');
        Trace(trace, "string_from_real", 1000, 255, BitConverter.DoubleToUInt64Bits(-1.5), 8, 2);
        Trace(trace, "string_pos", 100, 70000);
        Assert.Equal(
            [
                "string_assign(\"x\\n\\\"\\0011\\2z\", 255, \"x\\n\\\"\\0011\\2z\") = 0",
                "string_append(\"x\\n\\\"\\0011\\2zaaaaaaaaaaaaaaaaaaaaaaaaa\"..., 255, \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"...) = 0",
                "string_append_char(\"x\\n\\\"\\0011\\2zaaaaaaaaaaaaaaaaaaaaaaaaa\"..., 255, 'H') = 0",
                "string_from_real(\"   -1.50\", 255, -1.5, 8, 2) = 0",
                "string_pos(\"x\\n\\\"\\0011\\2z\", 0x11170) = ? trap memory (1 bytes at address 70000 lie outside the memory)",
            ],
            lines);
    }

    [Fact]
    public void ExitHasNoResult()
    {
        List<string> lines = [];
        StraceTable trace = new(_table, PvmTable.CreateMap(), lines.Add);
        trace.Attach(Memory);
        Trace(trace, "exit", 3);
        Assert.Equal(["exit(3) = ?"], lines);
        Assert.Equal(3, trace.ExitCode);
    }

    [Fact]
    public void ImportsAreCheckedAgainstTheMap()
    {
        ModuleBuilder builder = new();
        builder.Import("pvm", "heap_alloc", "i>i");
        builder.Import("pvm", "heap_free", "l>d");
        builder.Import("pvm", "fork", ">");
        Assert.Equal(
            [
                "procvm: error PVM0341: m.pcode: host call 'pvm.heap_free' is imported as (i64) -> f64; it is (i32) -> nothing",
                "procvm: error PVM0340: m.pcode: there is no host call 'pvm.fork'",
            ],
            PvmImportCheck.Check(builder.Build(), "m.pcode").Select(static one => one.ToString()));
    }

    private unsafe HostCallStatus Call(string name, params ulong[] arguments)
    {
        arguments.CopyTo(_slots, 0);
        fixed (ulong* first = _slots)
        {
            return _table.Call(_table.Resolve("pvm", name, out _), first);
        }
    }

    private unsafe void Trace(StraceTable table, string name, params ulong[] arguments)
    {
        arguments.CopyTo(_slots, 0);
        fixed (ulong* first = _slots)
        {
            table.Call(table.Resolve("pvm", name, out _), first);
        }
    }

    private void Put(uint address, string text)
    {
        Assert.True(Memory.TrySlice(address, 1 + (uint)text.Length, out Span<byte> bytes));
        bytes[0] = (byte)text.Length;
        Encoding.Latin1.GetBytes(text, bytes[1..]);
    }

    private string Get(uint address)
    {
        Assert.True(Memory.TrySlice(address, 1, out Span<byte> length));
        Assert.True(Memory.TrySlice(address + 1, length[0], out Span<byte> bytes));
        return Encoding.Latin1.GetString(bytes);
    }
}
