namespace ProcVM.Personality.Linux.Loading;

/// <summary>What a program was started with, as /proc tells it.</summary>
/// <param name="Arguments">The arguments, each with a NUL behind it.</param>
/// <param name="Variables">The environment, likewise.</param>
/// <param name="Auxiliary">The auxiliary vector.</param>
/// <param name="StackPointer">Where its stack began.</param>
internal sealed record StartData(byte[] Arguments, byte[] Variables, byte[] Auxiliary, ulong StackPointer);
