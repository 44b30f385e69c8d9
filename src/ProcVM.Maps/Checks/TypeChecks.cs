using System.Numerics;
using ProcVM.Maps.Model;

namespace ProcVM.Maps.Checks;

/// <summary>Checks of types and personalities.</summary>
internal sealed class TypeChecks(CheckContext context)
{
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _personalities = [];
    private readonly Dictionary<MapFile, List<(MapAbi Abi, StructLayouts Layouts)>> _layouts = new(ReferenceEqualityComparer.Instance);

    public void Check(MapDeclaration declaration)
    {
        switch (declaration)
        {
            case MapPersonality personality:
                CheckPersonality(personality);
                break;
            case MapAlias alias:
                CheckName(alias.Name, alias.Place);
                CheckAlias(alias);
                break;
            case MapEnum named:
                CheckName(named.Name, named.Place);
                CheckEnum(named);
                break;
            case MapStruct structure:
                CheckName(structure.Name, structure.Place);
                CheckStruct(structure);
                break;
        }
    }

    /// <summary>A use of a type: it exists, and its length is made of names that exist.</summary>
    public void CheckUse(MapType type, MapPlace place, Func<string, bool> isLengthName, string lengthNames)
    {
        if (BuiltInType.Find(type.Name) is null && !context.Types.Declares(type.Name))
        {
            context.Report(MapDiagnostics.UnknownType, place, type.Name);
        }

        if (type.Length is { } length)
        {
            foreach (string name in length.Factors.Select(static factor => factor.Name).OfType<string>().Where(name => !isLengthName(name)))
            {
                context.Report(MapDiagnostics.UnknownLength, place, name, lengthNames);
            }

            if (length.Used?.Name is { } used && used != "result" && !isLengthName(used))
            {
                context.Report(MapDiagnostics.UnknownLength, place, used, lengthNames);
            }
        }
    }

    private void CheckName(string name, MapPlace place)
    {
        if (!_names.Add(name) || BuiltInType.Find(name) is not null)
        {
            context.Report(MapDiagnostics.DuplicateType, place, name);
        }
    }

    private void CheckPersonality(MapPersonality personality)
    {
        if (!_personalities.Add(personality.Name))
        {
            context.Report(MapDiagnostics.DuplicatePersonality, personality.Place, personality.Name);
        }

        if (personality.Parent is { } parent
            && (!context.Personalities.ContainsKey(parent) || context.Ancestry(personality).Skip(1).Any(one => one.Name == personality.Name)))
        {
            context.Report(MapDiagnostics.UnknownPersonality, personality.Place, parent);
        }

        CheckPower("pointer", personality.Pointer, 2, 8, personality.Place);
        CheckPower("long", personality.Long, 4, 8, personality.Place);
        CheckPower("align", personality.MaxAlign, 1, 64, personality.Place);
        foreach (MapGate gate in personality.Gates)
        {
            CheckGate(gate);
        }

        CheckUnknown(personality.Unknown, personality.Place);
    }

    public void CheckUnknown(MapUnknown? unknown, MapPlace place)
    {
        context.CheckValue(unknown?.Error, place);
        context.CheckValue(unknown?.Result, place);
    }

    private void CheckGate(MapGate gate)
    {
        foreach (MapTrigger trigger in gate.Triggers)
        {
            context.CheckRange("interrupt", trigger.Vector, 0, 255, gate.Place);
        }

        foreach (MapSetting setting in gate.Settings.Where(static one => one.Name is "number" or "select" or "args" or "result"))
        {
            foreach (string register in setting.Words.Where(static word => !Registers.Exist(word)))
            {
                context.Report(MapDiagnostics.UnknownRegister, gate.Place, register);
            }
        }
    }

    private void CheckAlias(MapAlias alias)
    {
        CheckUse(alias.Type, alias.Place, static _ => false, "number");
        if (context.Types.FindAlias(context.Types.Resolve(alias.Type).Name) is not null)
        {
            context.Report(MapDiagnostics.Recursive, alias.Place, alias.Name);
        }
    }

    private void CheckEnum(MapEnum named)
    {
        if (BuiltInType.Find(context.Types.Resolve(new MapType(named.Underlying)).Name) is not { Kind: TypeKind.Integer })
        {
            context.Report(MapDiagnostics.NotAnInteger, named.Place, named.Name, named.Underlying);
        }

        HashSet<string> names = [];
        foreach (MapMember member in named.Members.Concat(named.Groups.SelectMany(static group => group.Members)))
        {
            if (!names.Add(member.Name))
            {
                context.Report(MapDiagnostics.DuplicateMember, named.Place, named.Name, "members", member.Name);
            }
        }
    }

    private void CheckStruct(MapStruct structure)
    {
        HashSet<string> names = [];
        foreach (MapField field in structure.Fields)
        {
            CheckUse(field.Type, field.Place, names.Contains, "field before it");
            if (field.Name != "_" && !names.Add(field.Name))
            {
                context.Report(MapDiagnostics.DuplicateMember, field.Place, structure.Name, "fields", field.Name);
            }
        }

        if (structure.LayoutOf is { } name)
        {
            CheckLayoutOf(structure, name);
        }

        CheckPower("alignment", structure.Align, 1, 64, structure.Place);
        if (structure.Align is null or > 0 and <= 64)
        {
            CheckLayouts(structure);
        }
    }

    private void CheckLayoutOf(MapStruct structure, string name)
    {
        if (context.Types.FindStruct(name) is not { LayoutOf: null } other)
        {
            context.Report(MapDiagnostics.UnknownType, structure.Place, name);
            return;
        }

        foreach (MapField field in structure.Fields.Where(own => own.Name != "_" && other.Fields.All(one => one.Name != own.Name)))
        {
            context.Report(MapDiagnostics.NoSuchField, field.Place, name, field.Name);
        }
    }

    private void CheckLayouts(MapStruct structure)
    {
        foreach (MapNumber size in structure.Sizes.Where(size => size.Personality is { } name && !context.Personalities.ContainsKey(name)))
        {
            context.Report(MapDiagnostics.UnknownPersonality, structure.Place, size.Personality!);
        }

        foreach ((MapAbi abi, StructLayouts layouts) in LayoutsOf(context.Current))
        {
            if (layouts.Of(structure) is not { } layout)
            {
                if (structure.Fields.All(field => context.Types.Declares(field.Type.Name) || BuiltInType.Find(field.Type.Name) is not null))
                {
                    context.Report(MapDiagnostics.Recursive, structure.Place, structure.Name);
                }

                return;
            }

            CheckLayout(structure, layout, abi);
        }
    }

    private void CheckLayout(MapStruct structure, StructLayout layout, MapAbi abi)
    {
        foreach (MapNumber size in structure.Sizes.Where(size => size.Number != layout.Size))
        {
            if (size.Personality is null || AbiOf(size.Personality)?.HasSizesOf(abi) == true)
            {
                context.Report(MapDiagnostics.WrongSize, structure.Place, structure.Name, layout.Size, size.Personality ?? abi.Name, size.Number);
            }
        }

        for (int i = 0; i < structure.Fields.Count; i++)
        {
            if (structure.Fields[i].Offset is { } offset && offset != layout.Offsets[i])
            {
                context.Report(MapDiagnostics.WrongOffset, structure.Fields[i].Place, structure.Fields[i].Name, layout.Offsets[i], abi.Name, offset);
            }
        }
    }

    private MapAbi? AbiOf(string personality) =>
        context.Personalities.TryGetValue(personality, out MapPersonality? found) ? MapAbi.Of(found, context.Personalities) : null;

    /// <summary>One layout table for each set of sizes: personalities that agree in them lay structures out alike. A personality
    /// that others build on and that has no sizes of its own (a family, as "linux") has no layouts.</summary>
    private List<(MapAbi Abi, StructLayouts Layouts)> LayoutsOf(MapFile? map)
    {
        if (map is null)
        {
            return FindLayouts(null);
        }

        if (!_layouts.TryGetValue(map, out List<(MapAbi Abi, StructLayouts Layouts)>? layouts))
        {
            _layouts.Add(map, layouts = FindLayouts(map));
        }

        return layouts;
    }

    // What a map states of sizes and offsets it states for its own personalities; one that has none speaks for all.
    private List<(MapAbi Abi, StructLayouts Layouts)> FindLayouts(MapFile? map)
    {
        HashSet<MapPersonality> own = [.. map?.Declarations.OfType<MapPersonality>() ?? []];
        HashSet<string> parents = [.. context.Personalities.Values.Select(static one => one.Parent).OfType<string>()];
        List<(MapAbi Abi, StructLayouts Layouts)> found = [];
        foreach (MapPersonality personality in context.Personalities.Values.Where(one => one.Pointer is not null || !parents.Contains(one.Name)))
        {
            if (own.Count > 0 && !own.Contains(personality))
            {
                continue;
            }

            MapAbi abi = MapAbi.Of(personality, context.Personalities);
            if (!found.Any(one => one.Abi.HasSizesOf(abi)))
            {
                found.Add((abi, new StructLayouts(context.Types, abi)));
            }
        }

        return found;
    }

    private void CheckPower(string what, int? value, int least, int most, MapPlace place)
    {
        if (value is { } number && (number < least || number > most || !BitOperations.IsPow2(number)))
        {
            context.Report(MapDiagnostics.OutOfRange, place, what, number);
        }
    }
}
