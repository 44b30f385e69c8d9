using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Writes down the CIL that passes through it.</summary>
internal sealed class ListingGenerator(ILGenerator il, int function, SourceLines lines) : ILGenerator
{
    private readonly List<string> _text = [];
    private readonly Dictionary<Label, string> _labels = [];
    private (string File, int Line) _line;

    /// <summary>Tells the P-code offset that code is being written for.</summary>
    public Func<int> Place { get; set; } = () => 0;

    public override int ILOffset => il.ILOffset;

    /// <summary>Writes what was noted.</summary>
    public void Write(TextWriter writer)
    {
        foreach (string line in _text)
        {
            writer.Write(line);
            writer.Write('\n');
        }
    }

    public override void Emit(OpCode opcode)
    {
        Note(opcode, "");
        il.Emit(opcode);
    }

    public override void Emit(OpCode opcode, byte arg)
    {
        Note(opcode, Text(arg));
        il.Emit(opcode, arg);
    }

    public override void Emit(OpCode opcode, short arg)
    {
        Note(opcode, Text(arg));
        il.Emit(opcode, arg);
    }

    public override void Emit(OpCode opcode, int arg)
    {
        Note(opcode, Text(arg));
        il.Emit(opcode, arg);
    }

    public override void Emit(OpCode opcode, long arg)
    {
        // What is as large as this is an address, most of the time.
        const long Large = 1L << 32;
        Note(opcode, arg is > -Large and < Large ? Text(arg) : string.Create(CultureInfo.InvariantCulture, $"0x{arg:x}"));
        il.Emit(opcode, arg);
    }

    public override void Emit(OpCode opcode, float arg)
    {
        Note(opcode, arg.ToString("R", CultureInfo.InvariantCulture));
        il.Emit(opcode, arg);
    }

    public override void Emit(OpCode opcode, double arg)
    {
        Note(opcode, arg.ToString("R", CultureInfo.InvariantCulture));
        il.Emit(opcode, arg);
    }

    public override void Emit(OpCode opcode, string str)
    {
        Note(opcode, $"\"{str}\"");
        il.Emit(opcode, str);
    }

    public override void Emit(OpCode opcode, Label label)
    {
        Note(opcode, NameOf(label));
        il.Emit(opcode, label);
    }

    public override void Emit(OpCode opcode, Label[] labels)
    {
        Note(opcode, "(" + string.Join(", ", labels.Select(NameOf)) + ")");
        il.Emit(opcode, labels);
    }

    public override void Emit(OpCode opcode, LocalBuilder local)
    {
        Note(opcode, string.Create(CultureInfo.InvariantCulture, $"V_{local.LocalIndex} ({NameOf(local.LocalType)})"));
        il.Emit(opcode, local);
    }

    public override void Emit(OpCode opcode, FieldInfo field)
    {
        Note(opcode, $"{field.DeclaringType?.Name}.{field.Name}");
        il.Emit(opcode, field);
    }

    public override void Emit(OpCode opcode, MethodInfo meth)
    {
        Note(opcode, $"{meth.DeclaringType?.Name}.{meth.Name}");
        il.Emit(opcode, meth);
    }

    public override void Emit(OpCode opcode, ConstructorInfo con)
    {
        Note(opcode, $"{con.DeclaringType?.Name}");
        il.Emit(opcode, con);
    }

    public override void Emit(OpCode opcode, SignatureHelper signature)
    {
        Note(opcode, "");
        il.Emit(opcode, signature);
    }

    public override void Emit(OpCode opcode, Type cls)
    {
        Note(opcode, NameOf(cls));
        il.Emit(opcode, cls);
    }

    public override void EmitCall(OpCode opcode, MethodInfo methodInfo, Type[]? optionalParameterTypes)
    {
        Note(opcode, $"{methodInfo.DeclaringType?.Name}.{methodInfo.Name}");
        il.EmitCall(opcode, methodInfo, optionalParameterTypes);
    }

    public override void EmitCalli(
        OpCode opcode, CallingConventions callingConvention, Type? returnType, Type[]? parameterTypes, Type[]? optionalParameterTypes)
    {
        Note(opcode, Signature(returnType, parameterTypes));
        il.EmitCalli(opcode, callingConvention, returnType, parameterTypes, optionalParameterTypes);
    }

    public override void EmitCalli(OpCode opcode, CallingConvention unmanagedCallConv, Type? returnType, Type[]? parameterTypes)
    {
        Note(opcode, Signature(returnType, parameterTypes));
        il.EmitCalli(opcode, unmanagedCallConv, returnType, parameterTypes);
    }

    public override Label DefineLabel() => il.DefineLabel();

    public override void MarkLabel(Label loc)
    {
        _text.Add(NameOf(loc) + ":");
        il.MarkLabel(loc);
    }

    public override LocalBuilder DeclareLocal(Type localType, bool pinned) => il.DeclareLocal(localType, pinned);

    public override void BeginScope() => il.BeginScope();

    public override void EndScope() => il.EndScope();

    public override void UsingNamespace(string usingNamespace) => il.UsingNamespace(usingNamespace);

    public override Label BeginExceptionBlock() => il.BeginExceptionBlock();

    public override void EndExceptionBlock() => il.EndExceptionBlock();

    public override void BeginCatchBlock(Type? exceptionType) => il.BeginCatchBlock(exceptionType!);

    public override void BeginExceptFilterBlock() => il.BeginExceptFilterBlock();

    public override void BeginFaultBlock() => il.BeginFaultBlock();

    public override void BeginFinallyBlock() => il.BeginFinallyBlock();

    private void Note(OpCode opcode, string operand)
    {
        if (lines.TryFind(function, Place(), out string file, out int line) && (file, line) != _line)
        {
            _line = (file, line);
            _text.Add("; " + lines.Describe(file, line));
        }

        _text.Add(string.Create(CultureInfo.InvariantCulture, $"{il.ILOffset,6:x}  {opcode.Name,-12} {operand}").TrimEnd());
    }

    private string NameOf(Label label)
    {
        if (!_labels.TryGetValue(label, out string? name))
        {
            _labels.Add(label, name = string.Create(CultureInfo.InvariantCulture, $"L{_labels.Count + 1}"));
        }

        return name;
    }

    private static string Signature(Type? result, Type[]? parameters) =>
        $"{NameOf(result ?? typeof(void))} ({string.Join(", ", (parameters ?? []).Select(NameOf))})";

    private static string NameOf(Type type) => type.Name switch
    {
        "Void" => "void",
        "Int32" => "int32",
        "Int64" => "int64",
        "UInt32" => "uint32",
        "UInt64" => "uint64",
        "Single" => "float32",
        "Double" => "float64",
        "IntPtr" => "native int",
        "Byte*" => "uint8*",
        "UInt64*" => "uint64*",
        var name => name,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
