namespace ProcVM.Personality.Linux;

/// <summary>Memory that a guest says it has: a pointer and how much there is, in bytes or in elements. Nothing of it is believed before it is copied.</summary>
internal readonly record struct GuestBuffer(ulong Address, ulong Length);
