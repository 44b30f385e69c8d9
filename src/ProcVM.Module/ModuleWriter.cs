using System.Buffers;

namespace ProcVM.Module;

/// <summary>Writes binary modules in their canonical form: shortest numbers, empty sections left out, maps in order of
/// index. Reading what was written gives an equal module.</summary>
public static class ModuleWriter
{
    /// <summary>Writes a module to a stream.</summary>
    public static void Write(PcodeModule module, Stream output) => output.Write(Encode(module).Written);

    /// <summary>Writes a module to a buffer.</summary>
    public static void Write(PcodeModule module, IBufferWriter<byte> output) => output.Write(Encode(module).Written);

    /// <summary>A module's bytes.</summary>
    public static byte[] ToArray(PcodeModule module) => Encode(module).Written.ToArray();

    private static CodeBuffer Encode(PcodeModule module)
    {
        SectionWriter writer = new();
        WriteCode(writer, module);
        WriteTools(writer, module);
        return writer.Output;
    }

    private static void WriteCode(SectionWriter writer, PcodeModule module)
    {
        writer.Vector(SectionId.Types, module.Types, static (w, type) =>
        {
            w.Types(type.Parameters);
            w.Types(type.Results);
        });
        writer.Vector(SectionId.Imports, module.Imports, static (w, import) =>
        {
            w.Text(import.Module);
            w.Text(import.Name);
            w.Index(import.Type);
        });
        writer.Vector(SectionId.Functions, module.Functions, static (w, function) => w.Index(function.Type));
        writer.Vector(SectionId.Tables, module.Tables, static (w, table) =>
        {
            w.U32(table.Minimum);
            w.U32(table.Maximum);
        });
        if (module.Memory != default)
        {
            writer.U32(module.Memory.Minimum);
            writer.U32(module.Memory.Maximum);
            writer.U32(module.Memory.StackBase);
            writer.U32(module.Memory.StackSize);
            writer.End(SectionId.Memory);
        }

        writer.Vector(SectionId.Globals, module.Globals, static (w, global) => w.Global(global));
        writer.Vector(SectionId.Exports, module.Exports, static (w, export) =>
        {
            w.Text(export.Name);
            w.Byte((byte)export.Kind);
            w.Index(export.Index);
        });
        if (module.Entry >= 0)
        {
            writer.Index(module.Entry);
            writer.End(SectionId.Entry);
        }

        writer.Vector(SectionId.Elements, module.Elements, static (w, segment) => w.Elements(segment));
        writer.Bodies(module.Functions);
        writer.Vector(SectionId.Data, module.Data, static (w, segment) =>
        {
            w.Byte(segment.IsActive ? (byte)0 : (byte)1);
            if (segment.IsActive)
            {
                w.U32(segment.Offset);
            }

            w.Bytes(segment.Bytes.Span);
        });
    }

    private static void WriteTools(SectionWriter writer, PcodeModule module)
    {
        if (module.Names is { } names)
        {
            writer.Names(names);
        }

        if (module.Lines is { } lines)
        {
            writer.Lines(lines);
        }

        if (module.Producer is { } producer)
        {
            writer.Text(producer);
            writer.End(SectionId.Producer);
        }

        writer.Vector(SectionId.Custom, module.Customs, static (w, custom) =>
        {
            w.Text(custom.Name);
            w.Bytes(custom.Bytes.Span);
        });
        writer.Vector(SectionId.Relocations, module.Relocations, static (w, relocation) =>
        {
            w.Index(relocation.Function);
            w.Index(relocation.CodeOffset);
            w.Byte((byte)relocation.Kind);
            w.Text(relocation.Symbol);
        });
    }
}
