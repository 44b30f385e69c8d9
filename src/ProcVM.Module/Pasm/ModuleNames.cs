using System.Globalization;
using System.Text;

namespace ProcVM.Module.Pasm;

/// <summary>How the disassembler refers to things: by name where the name is theirs alone, else by index.</summary>
internal sealed class ModuleNames
{
    private readonly PcodeModule _module;
    private readonly NameTable _functions = new();
    private readonly NameTable _globals = new();
    private readonly Dictionary<FunctionType, int> _firstType = [];

    internal ModuleNames(PcodeModule module)
    {
        _module = module;
        if (module.Names is { } names)
        {
            foreach ((int function, string name) in names.Functions)
            {
                _functions.Add(name, function);
            }

            foreach ((int global, string name) in names.Globals)
            {
                _globals.Add(name, global);
            }
        }

        for (int i = 0; i < module.Types.Length; i++)
        {
            _firstType.TryAdd(module.Types[i], i);
        }
    }

    internal string Function(uint index) => Reference('@', index, _module.Names?.Functions, _functions);

    internal string Global(uint index) => Reference('$', index, _module.Names?.Globals, _globals);

    /// <summary>A function's name and a blank for its declaration; nothing when it has none.</summary>
    internal string Declared(int function) =>
        _module.Names is { } names && names.Functions.TryGetValue(function, out string? name) ? PasmText.Name('@', name) + " " : "";

    /// <summary>Names of a function's parameters and locals; "" where there is none.</summary>
    internal string[] Locals(int function) =>
        _module.Names is { } names && names.Locals.TryGetValue(function, out string[]? locals) ? locals : [];

    /// <summary>A type as signature, or by number where equal types come before it.</summary>
    internal string Type(uint index) =>
        index < (uint)_module.Types.Length && _firstType[_module.Types[index]] == index
            ? Signature(_module.Types[index])
            : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>A function's signature with its parameters' names, and its type's number where equal types come before.</summary>
    internal string Signature(int function)
    {
        int index = function < _module.Imports.Length
            ? _module.Imports[function].Type
            : _module.Functions[function - _module.Imports.Length].Type;
        if (index >= _module.Types.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"() type {index}");
        }

        string text = Signature(_module.Types[index], Locals(function));
        return _firstType[_module.Types[index]] == index
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text} type {index}");
    }

    internal static string Signature(FunctionType type, ReadOnlySpan<string> names = default)
    {
        StringBuilder text = new("(");
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(type.Parameters[i].Name());
            if (i < names.Length && names[i].Length > 0)
            {
                text.Append(' ').Append(PasmText.Name('%', names[i]));
            }
        }

        text.Append(')');
        if (type.Results.Length > 0)
        {
            text.Append(" -> ").Append(Types(type.Results));
        }

        return text.ToString();
    }

    /// <summary>Types in parentheses.</summary>
    internal static string Types(ReadOnlySpan<ValueType> types)
    {
        StringBuilder text = new("(");
        foreach (ValueType type in types)
        {
            text.Append(text.Length > 1 ? " " : "").Append(type.Name());
        }

        return text.Append(')').ToString();
    }

    private static string Reference(char sign, uint index, Dictionary<int, string>? names, NameTable table) =>
        names is not null && names.TryGetValue((int)index, out string? name)
            && table.TryGet(name, out int only) && only == (int)index
            ? PasmText.Name(sign, name)
            : index.ToString(CultureInfo.InvariantCulture);
}
