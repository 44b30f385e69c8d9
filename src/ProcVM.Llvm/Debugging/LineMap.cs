using ProcVM.Core;

namespace ProcVM.Llvm;

/// <summary>Which source line each instruction of loaded code came from, as its object's line table says
/// (<see cref="LlvmModuleBuilder.Lines"/>).</summary>
public sealed class LineMap
{
    private readonly LineRow[] _rows;
    private readonly string[] _files;

    private LineMap(LineRow[] rows, string[] files)
    {
        _rows = rows;
        _files = files;
    }

    /// <summary>True when nothing is known of any line.</summary>
    public bool IsEmpty => _rows.Length == 0;

    /// <summary>Reads the line table of an object that was loaded. A missing or damaged one gives a map that knows less, or
    /// nothing: lines are for people.</summary>
    public static LineMap Read(ReadOnlyMemory<byte> file, LoadedCode code)
    {
        LoadResult<ElfObject> read = ElfObject.Read(file);
        if (!read.Succeeded || read.Value.Sections.Length != code.SectionAddresses.Length)
        {
            return new LineMap([], []);
        }

        LineTableReader reader = new(read.Value, code.SectionAddresses);
        reader.ReadAll();
        LineRow[] rows = [.. reader.Rows];
        // Rows of one address keep their order: the last is what counts, and an end gives way to what starts there.
        Array.Sort(rows, (a, b) => a.Address != b.Address ? a.Address.CompareTo(b.Address) : a.Order.CompareTo(b.Order));
        return new LineMap(rows, [.. reader.Files]);
    }

    /// <summary>The line of the instruction at an address.</summary>
    public bool TryFind(nint address, out SourceLine line)
    {
        int low = 0;
        int high = _rows.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_rows[middle].Address <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        line = default;
        if (low == 0 || _rows[low - 1].IsEnd)
        {
            return false;
        }

        LineRow row = _rows[low - 1];
        line = new SourceLine(row.File < _files.Length ? _files[row.File] : "", row.Line);
        return true;
    }
}
