using System.Text;
using ProcVM.Module;

namespace ProcVM.Pascal.Units;

/// <summary>What <see cref="UnitBytes"/> reads, written.</summary>
internal static class UnitText
{
    internal static void WriteText(this CodeBuffer buffer, string text) => buffer.WriteVector(Encoding.UTF8.GetBytes(text));

    internal static void WriteVector(this CodeBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        buffer.WriteU32((uint)bytes.Length);
        buffer.WriteBytes(bytes);
    }

    internal static void WriteFlag(this CodeBuffer buffer, bool flag) => buffer.WriteByte(flag ? (byte)1 : (byte)0);
}
