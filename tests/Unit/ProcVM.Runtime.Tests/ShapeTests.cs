using System.Globalization;
using System.Text;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Module.Pasm;

namespace ProcVM.Runtime.Tests;

/// <summary>The shapes that the lowering looks for (rotations, sums of products, results waiting for a call, branches around traps), and the ones
/// that only resemble them, do what the reference machine does.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void Shifts_joined_as_a_rotation_and_near_misses()
    {
        Random random = new(7);
        for (int round = 0; round < 300; round++)
        {
            bool wide = random.Next(2) == 0;
            string type = wide ? "i64" : "i32";
            int width = wide ? 64 : 32;
            int distance = random.Next(width + 1);
            int other = random.Next(4) == 0 ? random.Next(width + 1) : width - distance;
            string join = random.Next(4) switch { 0 => "xor", 1 => "add", 2 => "and", _ => "or" };
            string second = random.Next(4) == 0 ? "%y" : "%x";
            StringBuilder body = new();
            body.AppendLine(CultureInfo.InvariantCulture, $"    local.get %x\n    {type}.const {distance}\n    {type}.shr_u");
            if (random.Next(3) == 0)
            {
                body.AppendLine(CultureInfo.InvariantCulture, $"    local.get %y\n    local.set {second}");
            }

            body.AppendLine(CultureInfo.InvariantCulture, $"    local.get {second}\n    {type}.const {other}\n    {type}.shl");
            body.AppendLine(CultureInfo.InvariantCulture, $"    {type}.{join}");
            body.AppendLine(random.Next(2) == 0 ? $"    local.get %y\n    {type}.xor" : "    nop");
            Compare($"""
                .memory 1 1 stack 0 4096
                .entry @main
                .func @rotate ({type} %x, {type} %y) -> ({type})
                {body}    return
                .end
                .func @main ()
                    i32.const 8
                    {type}.const {random.NextInt64(wide ? long.MinValue : int.MinValue, wide ? long.MaxValue : int.MaxValue)}
                    {type}.const {random.Next()}
                    call @rotate
                    {type}.store 0
                    return
                .end
                """);
        }
    }

    [Fact]
    public void Results_wait_while_other_calls_are_made()
    {
        Random random = new(11);
        for (int round = 0; round < 300; round++)
        {
            StringBuilder body = new();
            NestedCalls(random, body, 5);
            Compare($"""
                .memory 1 1 stack 0 65536
                .entry @main
                .func @one (i32 %x) -> (i32)
                    local.get %x
                    i32.const 3
                    i32.mul
                    local.get %x
                    i32.const 17
                    i32.rotl
                    i32.add
                    return
                .end
                .func @two (i32 %x, i32 %y) -> (i32)
                    local.get %y
                    call @one
                    local.get %x
                    i32.sub
                    return
                .end
                .func @three (i32 %x, i32 %y, i32 %z) -> (i32)
                    local.get %z
                    local.get %x
                    call @two
                    local.get %y
                    i32.xor
                    return
                .end
                .func @work (i32 %a, i32 %b) -> (i32)
                {body}    return
                .end
                .func @main ()
                    i32.const 8
                    i32.const {random.Next()}
                    i32.const {random.Next(100)}
                    call @work
                    i32.store 0
                    return
                .end
                """);
        }
    }

    [Fact]
    public void Values_on_the_operand_stack_survive_a_branch_around_a_trap()
    {
        for (int x = -1; x <= 1; x++)
        {
            Compare($"""
                .memory 1 1 stack 0 4096
                .entry @main
                .func @checked (i32 %x, i32 %y) -> (i32)
                    .label L0 (i32 i32)
                    local.get %y
                    i32.const 1000
                    i32.add
                    local.get %x
                    local.get %x
                    i32.const 0
                    i32.ge_s
                    br_if L0
                    trap domain
                L0:
                    i32.sub
                    local.get %y
                    i32.const 1000
                    i32.add
                    i32.mul
                    return
                .end
                .func @main ()
                    i32.const 8
                    i32.const {x}
                    i32.const 7
                    call @checked
                    i32.store 0
                    return
                .end
                """);
        }
    }

    [Fact]
    public void Sums_of_products_wrap_as_the_specification_says()
    {
        Random random = new(13);
        for (int round = 0; round < 300; round++)
        {
            StringBuilder body = new("    local.get %x\n");
            for (int step = random.Next(2, 7); step > 0; step--)
            {
                int constant = random.Next(3) == 0 ? random.Next() : random.Next(-70, 70);
                body.AppendLine(random.Next(5) switch
                {
                    0 => string.Create(CultureInfo.InvariantCulture, $"    i32.const {constant}\n    i32.mul"),
                    1 => string.Create(CultureInfo.InvariantCulture, $"    i32.const {constant & 31}\n    i32.shl"),
                    2 => "    local.get %y\n    i32.add",
                    3 => string.Create(CultureInfo.InvariantCulture, $"    local.get %y\n    i32.const {constant}\n    i32.mul\n    i32.add"),
                    _ => string.Create(CultureInfo.InvariantCulture, $"    i32.const {constant}\n    i32.add"),
                });
            }

            string use = random.Next(2) == 0 ? "i32.const 65532\n    i32.and\n    i32.load 0" : "i32.const 1\n    i32.add";
            Compare($"""
                .memory 1 1 stack 0 4096
                .entry @main
                .func @sum (i32 %x, i32 %y) -> (i32)
                {body}    {use}
                    return
                .end
                .func @main ()
                    i32.const 8
                    i32.const {random.Next(-100, 100)}
                    i32.const {random.Next()}
                    call @sum
                    i32.store 0
                    return
                .end
                """);
        }
    }

    private static void NestedCalls(Random random, StringBuilder body, int depth)
    {
        switch (depth == 0 ? 0 : random.Next(7))
        {
            case 0:
                body.AppendLine(random.Next(2) == 0 ? "    local.get %a" : "    local.get %b");
                break;
            case 1 or 2:
                NestedCalls(random, body, depth - 1);
                body.AppendLine("    call @one");
                break;
            case 3 or 4:
                NestedCalls(random, body, depth - 1);
                NestedCalls(random, body, depth - 1);
                body.AppendLine("    call @two");
                break;
            case 5:
                NestedCalls(random, body, depth - 1);
                NestedCalls(random, body, depth - 1);
                NestedCalls(random, body, depth - 1);
                body.AppendLine("    call @three");
                break;
            default:
                NestedCalls(random, body, depth - 1);
                NestedCalls(random, body, depth - 1);
                body.AppendLine(random.Next(2) == 0 ? "    i32.add" : "    local.tee %a\n    i32.xor");
                break;
        }
    }

    private static void Compare(string text)
    {
        Core.LoadResult<PcodeModule> module = Assembler.Assemble(new SourceText("shape.pasm", text));
        Assert.True(module.Succeeded, string.Join('\n', module.Diagnostics) + text);
        Core.LoadResult<VerifiedModule> verified = Verifier.Verify(module.Value);
        Assert.True(verified.Succeeded, string.Join('\n', verified.Diagnostics) + text);
        ReferenceMachine reference = new(verified.Value);
        reference.Run();
        foreach (long fuel in (long[])[-1, long.MaxValue])
        {
            using PcodeInstance instance = PcodeInstance.Create(verified.Value, new NoHostCalls(), new PcodeLimits { Fuel = fuel }).Value!;
            RunResult result = instance.Run();
            Assert.True((result.Trap?.Kind ?? TrapKind.None) == reference.Trap, $"{result.Trap} for {reference.Trap}\n{text}");
            instance.Memory.TrySlice(0, (uint)instance.Memory.Size, out Span<byte> memory);
            Assert.True(memory.SequenceEqual(reference.Memory), text);
            Assert.True(fuel < 0 || result.Statistics.FuelUsed == reference.Fuel, text);
        }
    }
}
