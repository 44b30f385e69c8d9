using ProcVM.Maps.Model;

namespace ProcVM.Maps.Checks;

/// <summary>Checks of one call by itself.</summary>
internal sealed class CallChecks(CheckContext context, TypeChecks types)
{
    public void Check(MapCall call)
    {
        CheckParameters(call);
        foreach (MapResult result in call.Results)
        {
            types.CheckUse(result.Type, call.Place, static _ => false, "number");
            CheckRegister(result.Location, call.Place);
        }

        CheckKey(call);
        CheckTarget(call.Target, call.Parameters, call.Place);
        context.CheckValue(call.Fail, call.Place);
        CheckSupport(call.Name, call.Target ?? (call.Variant is null ? null : new MapReturnTarget("0")), call.Support, call.Place);
        if (call.Variant is { } variant)
        {
            CheckVariant(call, variant);
        }
    }

    public void CheckTarget(MapTarget? target, MapList<MapParameter> parameters, MapPlace place)
    {
        switch (target)
        {
            case MapErrorTarget error:
                context.CheckValue(error.Name, target.Place);
                break;
            case MapReturnTarget result:
                context.CheckValue(result.Value, target.Place);
                break;
            case MapHandler handler:
                foreach (MapArgument argument in handler.Fixed)
                {
                    context.CheckValue(argument.Value, handler.Place);
                }

                CheckHandler(handler, parameters, place);
                break;
        }
    }

    private void CheckParameters(MapCall call)
    {
        HashSet<string> names = [.. call.Parameters.Select(static one => one.Name)];
        if (names.Count < call.Parameters.Count)
        {
            string twice = call.Parameters.GroupBy(static one => one.Name).First(static group => group.Count() > 1).Key;
            context.Report(MapDiagnostics.DuplicateParameter, call.Place, call.Name, twice);
        }

        foreach (MapParameter parameter in call.Parameters)
        {
            CheckParameter(parameter, names);
        }
    }

    private void CheckParameter(MapParameter parameter, HashSet<string> names)
    {
        types.CheckUse(parameter.Type, parameter.Place, names.Contains, "parameter");
        CheckRegister(parameter.Location, parameter.Place);
        if (parameter.Type.Callback is { } callback)
        {
            HashSet<string> inner = [.. callback.Parameters.Select(static one => one.Name)];
            foreach (MapParameter argument in callback.Parameters)
            {
                CheckParameter(argument, inner);
            }
        }

        MapType type = context.Types.Resolve(parameter.Type);
        if (parameter.Direction == MapDirection.None
            && (context.Types.FindStruct(type.Name) is not null || BuiltInType.Find(type.Name)?.Kind is TypeKind.Text or TypeKind.Buffer))
        {
            context.Report(MapDiagnostics.MissingDirection, parameter.Place, parameter.Name, type.Name);
        }
    }

    private void CheckRegister(string? location, MapPlace place)
    {
        if (location is not null && !Registers.Exist(location))
        {
            context.Report(MapDiagnostics.UnknownRegister, place, location);
        }
    }

    private void CheckKey(MapCall call)
    {
        switch (call.Key)
        {
            case MapExportKey { Ordinal: { } ordinal }:
                context.CheckRange("ordinal", ordinal, 1, 65535, call.Place);
                break;
            case MapInterruptKey key:
                context.CheckRange("interrupt", key.Vector, 0, 255, call.Place);
                foreach (MapSelection selection in key.Selections)
                {
                    CheckRegister(selection.Register, call.Place);
                    context.CheckRange(selection.Register, selection.Value, 0, selection.Register is [_, 'l' or 'h'] ? 0xff : uint.MaxValue, call.Place);
                }

                break;
            case MapNumberKey key:
                foreach (MapNumber number in key.Numbers)
                {
                    context.CheckRange("number", number.Number, 0, int.MaxValue, call.Place);
                }

                break;
        }
    }

    private void CheckHandler(MapHandler handler, MapList<MapParameter> parameters, MapPlace place)
    {
        if (context.Handlers is null)
        {
            return;
        }

        if (context.Handlers.Find(handler.FullName) is not { } wanted)
        {
            context.Report(MapDiagnostics.UnknownHandler, handler.Place, handler.FullName);
            return;
        }

        HashSet<string> constant = [.. handler.Fixed.Select(static one => one.Name)];
        MapList<HandlerParameter> given = HandlerCatalogue.ArgumentsOf(parameters, context.Types);
        List<HandlerParameter> open = [.. wanted.Where(one => !constant.Contains(one.Name))];
        if (open.Count != given.Count || wanted.Count - open.Count != handler.Fixed.Count)
        {
            context.Report(MapDiagnostics.WrongArity, handler.Place, handler.FullName, wanted.Count, given.Count + handler.Fixed.Count);
            return;
        }

        for (int i = 0; i < given.Count; i++)
        {
            if (open[i].Kind != given[i].Kind)
            {
                context.Report(MapDiagnostics.WrongType, place, handler.FullName, open[i].Name, open[i].Kind, given[i].Kind);
            }
        }
    }

    private void CheckSupport(string name, MapTarget? target, MapSupport support, MapPlace place)
    {
        if (support is { Level: SupportLevel.Partial, Note: null or "" })
        {
            context.Report(MapDiagnostics.PartialWithoutNote, place, name);
        }

        if (target is null && support.Level != SupportLevel.None)
        {
            context.Report(MapDiagnostics.NotServed, place, name);
        }
    }

    private void CheckVariant(MapCall call, MapVariant variant)
    {
        if (call.Parameters.All(one => one.Name != variant.Selector))
        {
            context.Report(MapDiagnostics.BadVariant, call.Place, variant.Selector, call.Name);
        }

        HashSet<string> values = [];
        HashSet<string> names = [.. call.Parameters.Select(static one => one.Name)];
        foreach (MapCase one in variant.Cases)
        {
            if (!values.Add(one.Value))
            {
                context.Report(MapDiagnostics.DuplicateCase, one.Place, call.Name, one.Value);
            }

            context.CheckValue(one.Value == "*" ? null : one.Value, one.Place);
            foreach (MapParameter parameter in one.Parameters)
            {
                CheckParameter(parameter, names);
                if (!names.Contains(parameter.Name))
                {
                    context.Report(MapDiagnostics.BadVariant, one.Place, parameter.Name, call.Name);
                }
            }

            if (one.Result is not null)
            {
                types.CheckUse(one.Result, one.Place, static _ => false, "number");
            }

            CheckTarget(one.Target, Replaced(call.Parameters, one.Parameters), one.Place);
            CheckSupport($"{call.Name} {one.Value}", one.Target, one.Support, one.Place);
        }
    }

    private static MapList<MapParameter> Replaced(MapList<MapParameter> parameters, MapList<MapParameter> replacements) =>
        MapList.From(parameters.Select(one => replacements.FirstOrDefault(other => other.Name == one.Name) ?? one));
}
