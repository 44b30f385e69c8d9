using ProcVM.Core;
using ProcVM.Kernel.Files;
using ProcVM.Personality.Pvm;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>Every host call with arguments that no compiler would make: none throws, hangs, or leaves the memory.</summary>
public sealed class HostileCallTests
{
    private const int Machines = 1500;
    private const int CallsEach = 600;

    [Fact]
    public void AnyArgumentsAreSurvived()
    {
        Random random = new(2026);
        HashSet<int> survived = [];
        for (int round = 0; round < Machines; round++)
        {
            MemoryDirectory tree = new(new StorageBudget(1 << 20));
            tree.AddFile("a", "12 3.5 word\nline\n"u8);
            tree.AddLink("l", "../../x");
            using Machine machine = new("7 x 1e5\nrest", limit: 1 << 20, directory: tree, storage: 1 << 20);
            PvmTable table = new(machine.Calls);
            table.Attach(machine.Memory);
            uint[] files = [Machine.Input, Machine.Output, machine.Variable("a"), machine.Variable("b", 4), machine.Variable(null, -1), machine.Variable("l")];
            for (int i = 0; i < CallsEach; i++)
            {
                int call = random.Next(PvmTable.CallCount);
                if (Perform(table, call, random, files) != HostCallStatus.Ok)
                {
                    break;
                }

                survived.Add(call);
                if (random.Next(3) > 0)
                {
                    machine.File.IoResult();
                }
            }

            machine.Process.Finish();
        }

        // All but exit, dispose and assert_failed, which seldom or never come back from this.
        Assert.InRange(survived.Count, PvmTable.CallCount - 4, PvmTable.CallCount);
    }

    private static unsafe HostCallStatus Perform(PvmTable table, int call, Random random, uint[] files)
    {
        ulong* slots = stackalloc ulong[16];
        for (int i = 0; i < 16; i++)
        {
            slots[i] = Argument(random, files);
        }

        // Most calls begin with a file; without one they would seldom get far.
        if (random.Next(8) > 0)
        {
            slots[0] = files[random.Next(files.Length)];
        }

        return table.Call(call, slots);
    }

    private static ulong Argument(Random random, uint[] files) => random.Next(12) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 => uint.MaxValue - (ulong)random.Next(40),
        3 => int.MaxValue,
        4 => 0x80000000,
        5 => 65536 - (ulong)random.Next(40),
        6 => (ulong)random.NextInt64(),
        7 => files[random.Next(files.Length)],
        8 => BitConverter.DoubleToUInt64Bits(random.NextDouble() * Math.Pow(10, random.Next(-320, 308))),
        9 => (ulong)random.Next(65536),
        _ => (ulong)random.Next(300),
    };
}
