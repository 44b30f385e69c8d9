using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Runtime.Tests;

/// <summary>What the parts of the generator share: the random numbers, the module, and the function that is being made.</summary>
internal sealed class GeneratorState
{
    internal const int GlobalCount = 4;

    internal static readonly ValueType[] Types = [ValueType.I32, ValueType.I64, ValueType.F64];

    internal GeneratorState(int seed)
    {
        Random = new Random(seed);
        Statics = (int)Module.Data.Reserve(512, 16);
        File = Module.File("generated");
    }

    internal Random Random { get; }

    internal ModuleBuilder Module { get; } = new() { StackSize = 65536 };

    internal List<FunctionBuilder> Functions { get; } = [];

    /// <summary>Where 512 bytes lie that all functions use.</summary>
    internal int Statics { get; }

    /// <summary>The source file that lines belong to.</summary>
    internal int File { get; }

    /// <summary>The number of the function being made.</summary>
    internal int Index { get; private set; }

    internal FunctionBuilder Code { get; private set; } = null!;

    internal List<(int Local, ValueType Type)> Locals { get; private set; } = [];

    /// <summary>Counters of loops, which only the loops change.</summary>
    internal HashSet<int> Fixed { get; private set; } = [];

    /// <summary>What these programs do beyond the plain ones; null for nothing.</summary>
    internal IMoreGenerator? More { get; set; }

    /// <summary>One index in so many may be any number.</summary>
    internal int Care { get; set; } = 20;

    /// <summary>Where arrays begin that don't begin at 0; small indices do.</summary>
    internal int LowestIndex { get; set; } = 1;

    /// <summary>The size of the memory frame.</summary>
    internal uint Frame { get; set; }

    /// <summary>Begins a function.</summary>
    internal void Begin(int index) => Begin(Functions[index], index);

    /// <summary>Begins a function that may call those behind an index.</summary>
    internal void Begin(FunctionBuilder code, int index)
    {
        Index = index;
        Code = code;
        Locals = [];
        Fixed = [];
        Frame = 0;
    }

    internal int AnyLocal(ValueType type, bool reading = false)
    {
        List<(int Local, ValueType Type)> fit = Locals.Where(l => l.Type == type && (reading || !Fixed.Contains(l.Local))).ToList();
        if (fit.Count == 0)
        {
            int local = Code.NewLocal(type);
            Locals.Insert(0, (local, type));
            return local;
        }

        return Any(fit).Local;
    }

    internal (int Local, ValueType Type) Any(List<(int Local, ValueType Type)> from)
    {
        if (from.Count == 0)
        {
            int local = Code.NewLocal(ValueType.I32);
            Locals.Insert(0, (local, ValueType.I32));
            return (local, ValueType.I32);
        }

        return from[Random.Next(from.Count)];
    }
}
