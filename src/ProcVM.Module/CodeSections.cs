namespace ProcVM.Module;

/// <summary>The sections that make functions: types, imports, functions, code.</summary>
internal static class CodeSections
{
    internal static FunctionType[] Types(ref SectionReader section)
    {
        FunctionType[] types = new FunctionType[section.Count("type count", ModuleLimits.Items, 2)];
        for (int i = 0; i < types.Length && !section.Failed; i++)
        {
            ValueType[] parameters = section.TypeVector("parameters", FunctionType.MaxParameters);
            types[i] = new FunctionType(parameters, section.TypeVector("results", FunctionType.MaxResults));
        }

        return types;
    }

    internal static Import[] Imports(ref SectionReader section)
    {
        Import[] imports = new Import[section.Count("import count", ModuleLimits.Items, 3)];
        for (int i = 0; i < imports.Length && !section.Failed; i++)
        {
            string module = section.Text("module name");
            string name = section.Text("name");
            imports[i] = new Import(module, name, section.Index("type index"));
        }

        return imports;
    }

    internal static int[] FunctionTypes(ref SectionReader section)
    {
        int[] types = new int[section.Count("function count", ModuleLimits.Items, 1)];
        for (int i = 0; i < types.Length && !section.Failed; i++)
        {
            types[i] = section.Index("type index");
        }

        return types;
    }

    internal static Function[] Bodies(ref SectionReader section, int[] types)
    {
        int count = section.Count("function count", ModuleLimits.Items, 4);
        if (!section.Failed && count != types.Length)
        {
            section.Fail(ModuleDiagnostics.CodeCount, types.Length, count);
            return [];
        }

        Function[] functions = new Function[count];
        int localsLeft = ModuleLimits.AllLocals;
        for (int i = 0; i < functions.Length && !section.Failed; i++)
        {
            int size = section.Count("body size", int.MaxValue, 1);
            int end = section.Narrow(size);
            functions[i] = Body(ref section, types[i], ref localsLeft);
            section.Widen(end);
        }

        return functions;
    }

    private static Function Body(ref SectionReader section, int type, ref int localsLeft)
    {
        uint frame = section.U32("frame size");
        ValueType[] locals = Locals(ref section, localsLeft);
        localsLeft -= locals.Length;
        Label[] labels = Labels(ref section);
        if (!section.Failed && section.Remaining > ModuleLimits.CodeSize)
        {
            section.Fail(ModuleDiagnostics.Bound, "code", "code size", section.Remaining, ModuleLimits.CodeSize);
        }

        int start = section.Offset;
        return new Function
        {
            Type = type,
            Frame = frame,
            Locals = locals,
            Labels = labels,
            CodeStart = start,
            Code = section.Slice(section.Remaining),
        };
    }

    private static ValueType[] Locals(ref SectionReader section, int left)
    {
        int runs = section.Count("count of local runs", ModuleLimits.Locals, 2);
        if (runs == 0)
        {
            return None<ValueType>.Items;
        }

        int most = Math.Min(ModuleLimits.Locals, left);
        // Arrays and plain loops: the framework's generics over a type of ours are compiled anew at every start.
        ValueType[] locals = new ValueType[16];
        int filled = 0;
        for (int i = 0; i < runs && !section.Failed; i++)
        {
            int count = section.Bounded("local count", most - filled);
            ValueType type = section.Type("local");
            if (!section.Failed)
            {
                locals = Sized(locals, filled, filled + count > locals.Length ? Math.Max(filled + count, locals.Length * 2) : locals.Length);
                for (int end = filled + count; filled < end; filled++)
                {
                    locals[filled] = type;
                }
            }
        }

        return Sized(locals, filled, filled);
    }

    private static ValueType[] Sized(ValueType[] locals, int filled, int size)
    {
        if (size == locals.Length)
        {
            return locals;
        }

        ValueType[] sized = new ValueType[size];
        Array.Copy(locals, sized, filled);
        return sized;
    }

    private static Label[] Labels(ref SectionReader section)
    {
        int count = section.Count("label count", ModuleLimits.Labels, 2);
        if (count == 0)
        {
            return None<Label>.Items;
        }

        Label[] labels = new Label[count];
        for (int i = 0; i < labels.Length && !section.Failed; i++)
        {
            bool isEscapeTarget = section.Flag("label flags");
            labels[i] = new Label(isEscapeTarget, section.TypeVector("operands at a label", ModuleLimits.LabelStack));
        }

        return labels;
    }
}
