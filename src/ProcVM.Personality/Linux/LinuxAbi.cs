using ProcVM.Maps.Model;

namespace ProcVM.Personality.Linux;

/// <summary>One of the two interfaces that programs call Linux by: its table of calls, and how wide its words are.</summary>
internal abstract class LinuxAbi
{
    /// <summary>64-bit programs' (SYSCALL).</summary>
    public static readonly LinuxAbi Amd64 = new Wide();

    /// <summary>32-bit programs' (INT 80h).</summary>
    public static readonly LinuxAbi I386 = new Narrow();

    /// <summary>Bytes of a pointer and of a long.</summary>
    public abstract int WordSize { get; }

    public bool Is32Bit => WordSize == sizeof(uint);

    /// <summary>Performs a call; gives its result, or a negated error.</summary>
    public abstract long Call(LinuxCalls calls, ulong number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5);

    /// <summary>The row of a number; -1 for none.</summary>
    public abstract int RowOf(ulong number);

    /// <summary>The name of a number; null for none.</summary>
    public abstract string? NameOf(ulong number);

    /// <summary>What follows when a signal interrupts a call.</summary>
    public abstract MapRestart RestartOf(ulong number);

    /// <summary>Its map, made anew.</summary>
    public abstract MapFile CreateMap();

    private sealed class Wide : LinuxAbi
    {
        public override int WordSize => sizeof(ulong);

        public override long Call(LinuxCalls calls, ulong number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5) =>
            Amd64Table.Call(calls, number, a0, a1, a2, a3, a4, a5);

        public override int RowOf(ulong number) => Amd64Table.RowOf(number);

        public override string? NameOf(ulong number) => Amd64Table.NameOf(number);

        public override MapRestart RestartOf(ulong number) => Amd64Table.RestartOf(number);

        public override MapFile CreateMap() => Amd64Table.CreateMap();
    }

    private sealed class Narrow : LinuxAbi
    {
        public override int WordSize => sizeof(uint);

        public override long Call(LinuxCalls calls, ulong number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5) =>
            I386Table.Call(calls, number, a0, a1, a2, a3, a4, a5);

        public override int RowOf(ulong number) => I386Table.RowOf(number);

        public override string? NameOf(ulong number) => I386Table.NameOf(number);

        public override MapRestart RestartOf(ulong number) => I386Table.RestartOf(number);

        public override MapFile CreateMap() => I386Table.CreateMap();
    }
}
