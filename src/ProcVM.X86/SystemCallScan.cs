using Iced.Intel;

namespace ProcVM.X86;

/// <summary>Finds the system calls that a program's code can make: a number that is moved into EAX, and then a gate.</summary>
/// <param name="isWide">True for 64-bit code and SYSCALL, false for 32-bit code and INT 80h.</param>
public sealed class SystemCallScan(bool isWide)
{
    /// <summary>Instructions between the number and the gate, at most: arguments are loaded there.</summary>
    private const int Reach = 24;

    /// <summary>Numbers that were found.</summary>
    public SortedSet<int> Numbers { get; } = [];

    /// <summary>Places whose number is worked out by the program.</summary>
    public int Unknown { get; private set; }

    /// <summary>Looks through a piece of code.</summary>
    public void Add(byte[] code, ulong address)
    {
        Decoder decoder = Decoder.Create(isWide ? 64 : 32, new ByteArrayCodeReader(code));
        decoder.IP = address;
        ulong end = address + (ulong)code.Length;
        int? number = null;
        int age = 0;
        while (decoder.IP < end)
        {
            decoder.Decode(out Instruction instruction);
            bool isGate = isWide ? instruction.Code == Code.Syscall : instruction is { Code: Code.Int_imm8, Immediate8: 0x80 };
            if (isGate)
            {
                Take(age <= Reach ? number : null);
                number = null;
            }
            else
            {
                age++;
                (number, age) = Follow(instruction, number, age);
            }
        }
    }

    private void Take(int? number)
    {
        if (number is { } known)
        {
            Numbers.Add(known);
        }
        else
        {
            Unknown++;
        }
    }

    private static (int? Number, int Age) Follow(in Instruction instruction, int? number, int age)
    {
        if (instruction.OpCount > 0 && instruction.Op0Kind == OpKind.Register && instruction.Op0Register.GetFullRegister() == Register.RAX)
        {
            bool isZero = instruction.Mnemonic == Mnemonic.Xor && instruction.Op1Kind == OpKind.Register && instruction.Op1Register == instruction.Op0Register;
            bool isNumber = instruction.Mnemonic == Mnemonic.Mov && instruction.Op1Kind is OpKind.Immediate32 or OpKind.Immediate32to64 or OpKind.Immediate64;
            bool isWritten = instruction.Mnemonic is not (Mnemonic.Cmp or Mnemonic.Test or Mnemonic.Push);
            return isZero ? (0, 0) : isNumber && instruction.Mnemonic == Mnemonic.Mov ? ((int)instruction.GetImmediate(1), 0) : isWritten ? (null, age) : (number, age);
        }

        return instruction.FlowControl is FlowControl.Call or FlowControl.IndirectCall or FlowControl.Return or FlowControl.UnconditionalBranch or FlowControl.IndirectBranch
            ? (null, age) : (number, age);
    }
}
