using ProcVM.Module;
using ProcVM.Runtime;

namespace ProcVM.Fuzz.Tiers;

/// <summary>All that a run shows: what must be the same in every tier.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">The exit status.</param>
/// <param name="Trap">The trap, or None.</param>
/// <param name="Message">What the trap says; null when nobody compares it.</param>
/// <param name="Frames">The activations it was left in.</param>
/// <param name="Omitted">Activations left out of them.</param>
/// <param name="Memory">The memory at the end.</param>
/// <param name="Fuel">Instructions executed; −1 when they weren't counted.</param>
/// <param name="Notes">What the host was told.</param>
internal sealed record TierOutcome(
    RunEnd End, int ExitCode, TrapKind Trap, string? Message, TrapFrame[] Frames, int Omitted, byte[] Memory, long Fuel, List<ulong> Notes)
{
    /// <summary>Where another outcome differs first, in words; null when it doesn't.</summary>
    /// <param name="other">The other.</param>
    /// <param name="skipInnermost">The place of the innermost activation isn't compared.</param>
    internal string? DifferenceTo(TierOutcome other, bool skipInnermost)
    {
        if ((End, ExitCode, Trap) != (other.End, other.ExitCode, other.Trap))
        {
            return $"{other.End} {other.ExitCode} {other.Trap} for {End} {ExitCode} {Trap}";
        }

        if (Message is not null && Message != other.Message)
        {
            return $"'{other.Message}' for '{Message}'";
        }

        if (Fuel >= 0 && other.Fuel >= 0 && Fuel != other.Fuel)
        {
            return $"fuel {other.Fuel} for {Fuel}";
        }

        return FramesTo(other, skipInnermost) ?? MemoryTo(other) ?? NotesTo(other);
    }

    private string? FramesTo(TierOutcome other, bool skipInnermost)
    {
        int skipped = skipInnermost ? 1 : 0;
        return Omitted != other.Omitted ? $"{other.Omitted} frames omitted for {Omitted}"
            : Frames.Skip(skipped).SequenceEqual(other.Frames.Skip(skipped)) ? null
            : $"frames\n    {string.Join("\n    ", other.Frames)}\n  for\n    {string.Join("\n    ", Frames)}";
    }

    private string? MemoryTo(TierOutcome other)
    {
        if (Memory.AsSpan().SequenceEqual(other.Memory))
        {
            return null;
        }

        int at = Memory.AsSpan().CommonPrefixLength(other.Memory);
        return Memory.Length != other.Memory.Length
            ? $"memory of {other.Memory.Length} bytes for {Memory.Length}"
            : $"memory at {at}: {Bytes(other.Memory, at)} for {Bytes(Memory, at)}";
    }

    private string? NotesTo(TierOutcome other)
    {
        if (Notes.SequenceEqual(other.Notes))
        {
            return null;
        }

        int at = 0;
        while (at < Math.Min(Notes.Count, other.Notes.Count) && Notes[at] == other.Notes[at])
        {
            at++;
        }

        return $"told the host at {at} of {Notes.Count}: {At(other.Notes, at)} for {At(Notes, at)}";
    }

    private static string At(List<ulong> notes, int index) => index < notes.Count ? notes[index].ToString("X") : "nothing";

    private static string Bytes(byte[] memory, int at) => Convert.ToHexString(memory.AsSpan(at, Math.Min(8, memory.Length - at)));
}
