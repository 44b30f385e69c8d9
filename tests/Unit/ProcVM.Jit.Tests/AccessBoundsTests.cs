using System.Globalization;
using System.Text;
using ProcVM.Jit.Cil;
using ProcVM.Module;
using ProcVM.Runtime;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Tiers;
using static ProcVM.Jit.Tests.Runs;

namespace ProcVM.Jit.Tests;

/// <summary>Counted loops that store near the ends of the memory, with bounds, steps and guards that are right and ones that are off by a little.</summary>
public sealed class AccessBoundsTests
{
    private const int MemoryEnd = 65536;
    private const long Fuel = 20_000;

    [Fact]
    public void What_loops_keep_in_bounds_is_in_bounds()
    {
        int trapped = 0;
        int ended = 0;
        int unchecked_ = 0;
        for (int seed = 0; seed < 2500; seed++)
        {
            VerifiedModule module = Assemble(Program(new Random(seed)));
            (RunResult interpreted, byte[] memory) = Run(module, Fuel, null, TierPolicy.Always);
            (RunResult compiled, byte[] compiledMemory) = Run(module, Fuel, () => new CilTier(), TierPolicy.Always);
            Same($"seed {seed}", interpreted, memory, compiled, compiledMemory);
            trapped += interpreted.Trap?.Kind == TrapKind.Memory ? 1 : 0;
            ended += interpreted.End == RunEnd.Exited ? 1 : 0;
            unchecked_ += Unchecked(module.Module);
        }

        Assert.True(trapped > 150, $"{trapped} trapped");
        Assert.True(ended > 500, $"{ended} ended");
        Assert.True(unchecked_ > 300, $"{unchecked_} accesses aren't checked");
    }

    [Theory]
    [InlineData("lt_s", 99, 64740, 8, true)]
    [InlineData("lt_s", 99, 64741, 8, false)]
    [InlineData("le_s", 98, 64740, 8, true)]
    [InlineData("le_s", 99, 64740, 8, false)]
    [InlineData("lt_s", 99, 0, 8, true)]
    [InlineData("lt_u", 99, 0, 8, false)]
    [InlineData("ne", 99, 0, 8, false)]
    [InlineData("lt_s", 2147483647, 0, 8, false)]
    public void A_loop_from_zero(string comparison, int limit, int address, int stride, bool isInBounds) =>
        Assert.Equal(isInBounds ? 1 : 0, Unchecked(Assemble(Loop(0, limit, 1, comparison, address, stride, "", 0)).Module));

    [Theory]
    [InlineData("lt_s", 0, 99, 1, 0, false)]
    [InlineData("lt_s", 0, 2000, 1, 0, false)]
    [InlineData("lt_s", 0, 2000000, 1, 0, true)]
    [InlineData("gt_s", 99, 0, -1, 0, false)]
    [InlineData("ne", 0, 99, 1, 0, true)]
    [InlineData("lt_u", 0, 99, 1, 0, true)]
    [InlineData("lt_s", 0, 99, -1, 0, true)]
    [InlineData("lt_s", 0, 2147483647, 1073741824, 0, true)]
    [InlineData("lt_s", 2147483640, 2147483647, 3, 0, true)]
    [InlineData("lt_s", 0, 99, 1, 1, true)]
    [InlineData("lt_s", 0, 99, 1, 2, true)]
    [InlineData("lt_s", 0, 99, 1, 3, false)]
    [InlineData("lt_s", 0, 2000, 1, 3, true)]
    [InlineData("lt_s", 0, 99, 1, 4, true)]
    [InlineData("lt_s", 0, 99, 1, 5, false)]
    [InlineData("lt_s", 0, 2147483647, 1073741824, 5, true)]
    [InlineData("lt_s", 0, 99, 3, 6, false)]
    public void Loops_that_are_over_soon(string comparison, int first, int last, int step, int variant, bool isLong) =>
        Assert.Equal(isLong, HasLongLoop(Assemble(Loop(first, last, step, comparison, 0, 1, "", variant)).Module));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void A_limit_that_isn_t_a_constant(int limit, bool isInBounds)
    {
        PcodeModule module = Assemble(Loop(0, 98, 1, "lt_s", 64740, 8, "", 0, limit)).Module;
        Assert.Equal(isInBounds ? 1 : 0, Unchecked(module));
        Assert.Equal(limit == 3, HasLongLoop(module));
    }

    private static string Program(Random random)
    {
        int step = random.Next(4) == 0 ? random.Next(1, 5) : 1;
        bool down = random.Next(3) == 0;
        int first = random.Next(-3, 40);
        int last = first + ((down ? -1 : 1) * random.Next(0, 30));
        string[] comparisons = down ? ["gt_s", "gt_s", "ge_s", "ne", "lt_s"] : ["lt_s", "lt_s", "le_s", "ne", "lt_u", "gt_s"];
        int stride = random.Next(5) == 0 ? -4 : random.Next(1, 12);
        int extreme = Math.Max(first, last) * Math.Abs(stride);
        int address = random.Next(3) switch
        {
            0 => MemoryEnd - 4 - extreme + random.Next(-8, 9),
            1 => random.Next(-12, 30),
            _ => 20_000,
        };
        string guard = random.Next(3) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"    local.get 0\n    i32.const {last}\n    i32.{(down ? "lt_s" : "gt_s")}\n    br_if L1\n") : "";
        return Loop(first, last, down ? -step : step, comparisons[random.Next(comparisons.Length)], address, stride, guard, random.Next(12), random.Next(8));
    }

    /// <summary>A loop; the variant disturbs it: 1 changes the counter in another place, 2 begins with a value from memory, 3 counts an inner loop from it,
    /// 4 leaves the change out in some rounds, 5 compares behind the change, 6 takes the step from memory, at most three more, and traps when it overflows. The
    /// limit is 1 a local, 2 one from memory, at most three more, 3 one that grows in the loop, 4 the first operand of the comparison.</summary>
    private static string Loop(int first, int last, int step, string comparison, int address, int stride, string guard, int variant, int limit = 0)
    {
        StringBuilder text = new();
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture,
            $".lines\n.file \"t.pas\"\n.memory 1 1 stack 0 4096\n.entry @main\n.func @main ()\n  .local i32*3\n  .label L0 L1{(variant == 3 ? " L2 L3" : "")}");
        text.AppendLine("  .line 1");
        text.AppendLine(variant == 2 ? "    i32.const 30000\n    i32.load 0\n    local.set 0" : string.Create(culture, $"    i32.const {first}\n    local.set 0"));
        text.Append(guard);
        if (variant == 6)
        {
            text.AppendLine(culture, $"    i32.const 16\n    i32.load8_u 0\n    i32.const 3\n    i32.and\n    i32.const {step}\n    i32.add\n    local.set 1");
        }

        if (limit is >= 1 and <= 4)
        {
            text.AppendLine(limit == 2
                ? string.Create(culture, $"    i32.const 17\n    i32.load8_u 0\n    i32.const 3\n    i32.and\n    i32.const {last}\n    i32.add\n    local.set 2")
                : string.Create(culture, $"    i32.const {last}\n    local.set 2"));
        }

        text.AppendLine("L0:");
        if (limit == 3)
        {
            text.AppendLine("    local.get 2\n    i32.const 1\n    i32.add\n    local.set 2");
        }

        if (variant == 1)
        {
            text.AppendLine("    local.get 0\n    i32.const 1\n    i32.and\n    local.set 1\n    local.get 0\n    local.get 1\n    i32.add\n    local.set 0");
        }

        if (variant == 3)
        {
            text.AppendLine(culture, $"    local.get 0\n    i32.const 1\n    i32.add\n    local.set 1\nL2:\n{Store(1, address, stride)}");
            text.AppendLine(culture, $"    local.get 1\n    i32.const {last}\n    i32.lt_s\n    br_ifz L3\n    local.get 1\n    i32.const 1\n    i32.add\n    local.set 1\n    br L2\nL3:");
        }

        text.AppendLine(Store(0, address, stride));
        if (variant == 4)
        {
            text.AppendLine(culture, $"    i32.const {address & 0xFFF}\n    i32.load8_u 0\n    i32.const 3\n    i32.and\n    br_ifz L0");
        }

        string test = limit switch
        {
            1 or 2 or 3 => string.Create(culture, $"    local.get 0\n    local.get 2\n    i32.{comparison}\n"),
            4 => string.Create(culture, $"    local.get 2\n    local.get 0\n    i32.{Turned(comparison)}\n"),
            _ => string.Create(culture, $"    local.get 0\n    i32.const {last}\n    i32.{comparison}\n"),
        };
        string change = variant == 6
            ? string.Create(culture, $"    local.get 0\n    local.get 1\n    i32.add.o\n    local.set 0\n")
            : string.Create(culture, $"    local.get 0\n    i32.const {step}\n    i32.add\n    local.set 0\n");
        text.Append(variant == 5 ? change + test + "    br_if L0\n" : test + "    br_ifz L1\n" + change + "    br L0\n");
        text.AppendLine("L1:\n    return\n.end");
        return text.ToString();
    }

    private static string Turned(string comparison) => comparison switch
    {
        "lt_s" => "gt_s",
        "le_s" => "ge_s",
        "gt_s" => "lt_s",
        "ge_s" => "le_s",
        "lt_u" => "gt_u",
        _ => comparison,
    };

    private static string Store(int counter, int address, int stride) => string.Create(CultureInfo.InvariantCulture,
        $"    local.get {counter}\n    i32.const {stride}\n    i32.mul\n    i32.const {address}\n    i32.add\n    local.get {counter}\n    i32.store 0");

    private static int Unchecked(PcodeModule module)
    {
        IrFunction ir = FunctionLowering.Prepare(module, 0, 8, new LoweringOptions(false, true), out _);
        AccessBounds.Mark(ir, module.Memory);
        int count = 0;
        for (int i = 0; i < ir.Count; i++)
        {
            count += ir.Instructions[i].IsSafe && Loads.IsStore(ir.Instructions[i].Op) ? 1 : 0;
        }

        return count;
    }

    private static bool HasLongLoop(PcodeModule module)
    {
        IrFunction ir = FunctionLowering.Prepare(module, 0, 8, new LoweringOptions(false, true), out _);
        AccessBounds.Mark(ir, module.Memory);
        return ir.LongLoops.Contains(true);
    }
}
