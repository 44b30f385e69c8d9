using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Short strings: a value is the address of a length byte and the characters.</summary>
internal sealed class StringEmitter(RoutineEmitter routine)
{
    internal const int MaxLength = 255;

    private FunctionBuilder Code => routine.Code;

    internal void PushConstant(BoundString text) =>
        routine.Places.PushStatic(text.Type is ArrayType ? CharsOf(text.Value) : AddressOf(text.Value));

    /// <summary>The address of a constant's characters.</summary>
    internal uint CharsOf(string value) => routine.Context.Module.Data.Intern(value);

    /// <summary>Pushes the address of a short string for a value of any string-like type.</summary>
    internal void PushString(BoundExpression value)
    {
        if (value is BoundString text)
        {
            routine.Places.PushStatic(AddressOf(text.Value));
        }
        else if (value is BoundOrdinal { Type: CharType } constant)
        {
            routine.Places.PushStatic(AddressOf(((char)constant.Value).ToString()));
        }
        else if (value.Type is StringType or LiteralStringType)
        {
            routine.Values.Push(value);
        }
        else
        {
            PushAsString(value, null);
        }
    }

    /// <summary>Pushes a char or an array of char as a short string.</summary>
    internal void PushAsString(BoundExpression value, StringType? type)
    {
        if (value.Type is OrdinalType)
        {
            if (value is BoundOrdinal)
            {
                PushString(value);
                return;
            }

            Address room = routine.Temporary(2, 2);
            routine.Places.Push(room);
            PushCharString(value);
            Code.Emit(Opcode.I32Store16, 0);
            routine.Places.Push(room);
            return;
        }

        if (value.Type is StringType or LiteralStringType)
        {
            routine.Values.Push(value);
            return;
        }

        int capacity = type?.Capacity ?? MaxLength;
        Address text = routine.Temporary(capacity + 1, 1);
        routine.Places.Push(text);
        Code.I32(capacity);
        PushChars(value);
        routine.Host(PvmImports.StringFromChars);
        routine.Places.Push(text);
    }

    /// <summary>Pushes address and length of an array of char, of a constant, or of a conformant or open array.</summary>
    internal void PushChars(BoundExpression value)
    {
        if (value is BoundString text)
        {
            routine.Places.PushStatic(CharsOf(text.Value));
            Code.I32(text.Value.Length);
            return;
        }

        routine.Values.Push(value);
        switch (value.Type)
        {
            case OpenArrayType when value is BoundVariable variable:
                routine.Places.PushSize(variable.Variable);
                break;
            default:
                routine.Places.PushSize(value.Type);
                break;
        }
    }

    internal void PushConcatenation(BoundConcatenation concatenation)
    {
        Address text = routine.Temporary(MaxLength + 1, 1);
        EmitParts(concatenation.Parts, () => routine.Places.Push(text), MaxLength, 0);
        routine.Places.Push(text);
    }

    /// <summary>target := value for a target of a string type.</summary>
    internal void Assign(BoundPlace target, BoundExpression value)
    {
        int capacity = ((StringType)target.Type).Capacity;
        BoundExpression source = value;
        while (source is BoundConversion { Kind: ConversionKind.String or ConversionKind.CharToString } conversion)
        {
            source = conversion.Operand;
        }

        if (source is BoundConcatenation concatenation && IsAppend(target, concatenation))
        {
            EmitParts(concatenation.Parts, () => routine.Places.PushAddress(target), capacity, 1);
            return;
        }

        routine.Places.PushAddress(target);
        AssignTo(capacity, source);
    }

    /// <summary>Assigns to the string whose address is on the operand stack.</summary>
    internal void AssignTo(int capacity, BoundExpression source)
    {
        if (source.Type is OrdinalType)
        {
            PushCharString(source);
            Code.Emit(Opcode.I32Store16, 0);
        }
        else if (source is BoundString text)
        {
            string value = text.Value.Length > capacity ? text.Value[..capacity] : text.Value;
            routine.Places.PushStatic(AddressOf(value));
            Code.I32(value.Length + 1);
            Code.Emit(Opcode.MemoryCopy);
        }
        else if (source.Type is StringType { Capacity: int from } && from <= capacity)
        {
            int address = Code.Take(ValueType.I32);
            routine.Values.Push(source);
            Code.Tee(address);
            Code.Get(address);
            Code.Emit(Opcode.I32Load8U, 0);
            Code.I32(1);
            Code.Emit(Opcode.I32Add);
            Code.Emit(Opcode.MemoryCopy);
            Code.Release(address, ValueType.I32);
        }
        else if (source.Type is StringType or LiteralStringType)
        {
            Code.I32(capacity);
            routine.Values.Push(source);
            routine.Host(PvmImports.StringAssign);
        }
        else
        {
            Code.I32(capacity);
            PushChars(source);
            routine.Host(PvmImports.StringFromChars);
        }
    }

    /// <summary>(target, source) on the operand stack: assigns what fits.</summary>
    internal void AssignPushed(int capacity)
    {
        int source = Code.Take(ValueType.I32);
        Code.Set(source);
        Code.I32(capacity);
        Code.Get(source);
        routine.Host(PvmImports.StringAssign);
        Code.Release(source, ValueType.I32);
    }

    /// <summary>Pushes how two strings compare: negative, 0 or positive.</summary>
    internal void PushComparison(BoundExpression left, BoundExpression right)
    {
        PushString(left);
        PushString(right);
        Code.Call(routine.Context.Strings.Compare);
    }

    /// <summary>Pushes whether two strings are equal.</summary>
    internal void PushEquality(BoundExpression left, BoundExpression right)
    {
        PushString(left);
        PushString(right);
        Code.Call(routine.Context.Strings.AreEqual);
    }

    // Only plain variables: what is appended can't be the target itself, nor change it.
    private static bool IsAppend(BoundPlace target, BoundConcatenation value)
    {
        if (target is not BoundVariable { Variable: { IsReference: false } variable } ||
            value.Parts[0] is not BoundVariable { Variable: VariableSymbol first } || first != variable)
        {
            return false;
        }

        for (int i = 1; i < value.Parts.Length; i++)
        {
            bool isApart = value.Parts[i] is BoundConstant
                || value.Parts[i] is BoundVariable { Variable: { IsReference: false } part } && part != variable
                    && part.Overlays is null && variable.Overlays is null
                || (value.Parts[i].Type is OrdinalType && IsPlain(value.Parts[i]));
            if (!isApart)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(BoundExpression character) => character switch
    {
        BoundVariable { Variable.IsReference: false } => true,
        BoundConversion conversion => IsPlain(conversion.Operand),
        BoundRangeCheck check => IsPlain(check.Operand),
        BoundBinary binary => IsPlain(binary.Left) && IsPlain(binary.Right),
        BoundConstant => true,
        _ => false,
    };

    // Assigns the first part and appends the others, from one of them on.
    private void EmitParts(BoundExpression[] parts, Action pushTarget, int capacity, int from)
    {
        for (int i = from; i < parts.Length; i++)
        {
            pushTarget();
            if (i == 0)
            {
                AssignTo(capacity, parts[0]);
                continue;
            }

            Code.I32(capacity);
            if (parts[i].Type is OrdinalType)
            {
                routine.Values.Push(parts[i]);
                Code.Call(routine.Context.Strings.AppendChar);
            }
            else
            {
                PushString(parts[i]);
                Code.Call(routine.Context.Strings.Append);
            }
        }
    }

    // A string of one character as the two bytes it is.
    private void PushCharString(BoundExpression value)
    {
        if (value is BoundOrdinal constant)
        {
            Code.I32((int)((constant.Value << 8) | 1));
            return;
        }

        routine.Values.Push(value);
        Code.I32(8);
        Code.Emit(Opcode.I32Shl);
        Code.I32(1);
        Code.Emit(Opcode.I32Or);
    }

    private uint AddressOf(string value)
    {
        string text = value.Length > MaxLength ? value[..MaxLength] : value;
        return routine.Context.Module.Data.Intern((char)text.Length + text);
    }
}
