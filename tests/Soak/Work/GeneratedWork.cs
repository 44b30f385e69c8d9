using ProcVM.Fuzz.Modules;
using ProcVM.Module;
using ProcVM.Vmm;

namespace ProcVM.Soak.Work;

/// <summary>A random module that uses every part of the format; run in the interpreter and in another tier, it ends the same.</summary>
internal sealed class GeneratedWork : IWork
{
    private const long Fuel = 20_000;
    private const ulong Memory = 8 << 20;

    public string Kind => "generated";

    public string Name => "generated";

    public void Perform(Round round)
    {
        int number = round.Random.Next();
        PcodeModule generated = new ModuleGenerator(number) { AllowImports = false, AllowRelocations = false }.Generate();
        if (generated.Entry < 0)
        {
            return;
        }

        VerifiedModule module = Guest.Verify(generated);
        InstanceOptions options = new() { Fuel = Fuel, Memory = Memory };
        InstanceResult first = Guest.Run(new Round(round.Random, round.Folder, TierChoice.Interpreter), module, options, [], out _);
        InstanceResult second = Guest.Run(round, module, options, [], out _);
        if ((first.End, first.Trap?.Kind, first.Statistics.FuelUsed) != (second.End, second.Trap?.Kind, second.Statistics.FuelUsed))
        {
            throw new InvalidOperationException($"module {number} ended by {first.End} {first.Trap?.Kind}, then by {second.End} {second.Trap?.Kind}");
        }
    }
}
