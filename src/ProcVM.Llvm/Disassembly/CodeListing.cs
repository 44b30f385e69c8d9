using System.Globalization;
using Iced.Intel;

namespace ProcVM.Llvm;

/// <summary>Native code as text, in Intel's syntax: what <c>procvm dis --tier asm</c> prints.</summary>
public static class CodeListing
{
    private const int AddressColumns = 6;

    /// <summary>Writes a function.</summary>
    /// <param name="code">The code it is in.</param>
    /// <param name="function">The function.</param>
    /// <param name="writer">Takes the text.</param>
    /// <param name="symbols">The names of helper routines whose addresses the code holds itself; null for none.</param>
    /// <param name="annotate">The line to print above the instruction at an offset of the function, if any: a source line, say.</param>
    public static void Write(
        LoadedCode code, NativeFunction function, TextWriter writer, SymbolTable? symbols = null, Func<int, string?>? annotate = null)
    {
        byte[] bytes = code.BytesOf(function).ToArray();
        Decoder decoder = Decoder.Create(64, bytes, (ulong)function.Address);
        List<Instruction> instructions = [];
        while (decoder.IP < (ulong)(function.Address + function.Size))
        {
            instructions.Add(decoder.Decode());
        }

        Dictionary<ulong, string> labels = LabelsOf(instructions, function);
        IntelFormatter formatter = new(new NameResolver(code, symbols, labels));
        formatter.Options.RipRelativeAddresses = false;
        formatter.Options.SpaceAfterOperandSeparator = true;
        StringOutput output = new();
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{function.Name}: ; {function.Size} bytes\n"));
        foreach (Instruction instruction in instructions)
        {
            if (labels.TryGetValue(instruction.IP, out string? label))
            {
                writer.Write($"{label}:\n");
            }

            int offset = (int)(instruction.IP - (ulong)function.Address);
            if (annotate?.Invoke(offset) is string above)
            {
                writer.Write($"; {above}\n");
            }

            formatter.Format(instruction, output);
            string place = offset.ToString("x", CultureInfo.InvariantCulture).PadLeft(AddressColumns);
            writer.Write($"{place}  {output.ToStringAndReset()}\n");
        }
    }

    /// <summary>A label for each instruction of the function that a branch of it goes to, numbered from top to bottom.</summary>
    private static Dictionary<ulong, string> LabelsOf(List<Instruction> instructions, NativeFunction function)
    {
        SortedSet<ulong> targets = [];
        foreach (Instruction instruction in instructions)
        {
            bool isBranch = instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch;
            ulong target = isBranch ? instruction.NearBranchTarget : 0;
            if (target > (ulong)function.Address && target < (ulong)(function.Address + function.Size))
            {
                targets.Add(target);
            }
        }

        Dictionary<ulong, string> labels = [];
        foreach (ulong target in targets)
        {
            labels.Add(target, string.Create(CultureInfo.InvariantCulture, $"L{labels.Count + 1}"));
        }

        return labels;
    }

    private sealed class NameResolver(LoadedCode code, SymbolTable? symbols, Dictionary<ulong, string> labels) : ISymbolResolver
    {
        public bool TryGetSymbol(
            in Instruction instruction, int operand, int instructionOperand, ulong address, int addressSize, out SymbolResult symbol)
        {
            string? name = NameOf((nint)address);
            symbol = name is null ? default : new SymbolResult(address, name);
            return name is not null;
        }

        private string? NameOf(nint address)
        {
            if (labels.TryGetValue((ulong)address, out string? label))
            {
                return label;
            }

            if (code.TryFindExternal(address, out string? external))
            {
                return external;
            }

            return code.TryFind(address, out NativeFunction function) && function.Address == address
                ? function.Name
                : symbols?.NameOf(address);
        }
    }
}
