using System.Globalization;
using System.Text;
using ProcVM.Core;
using ProcVM.Maps;
using ProcVM.Maps.Model;
using ProcVM.Module;

namespace ProcVM.Personality.Trace;

/// <summary>A host-call table that tells each call of another one as it happens, a line a call: what <c>--strace</c> puts
/// around the table. Without it nothing is paid.</summary>
/// <remarks>What a call reads is shown as it was before the call, what it writes as it is after it.</remarks>
public sealed unsafe class StraceTable : HostCallTable
{
    private const int MostSlots = 16;

    private readonly HostCallTable _calls;
    private readonly MapCall[] _rows;
    private readonly TraceFormatter _formatter;
    private readonly Action<string> _write;
    private GuestMemory _memory = null!;

    /// <summary>Wraps a table.</summary>
    /// <param name="calls">The table; its numbers are the rows' places in the map.</param>
    /// <param name="map">The map that it was written from.</param>
    /// <param name="write">Takes each line, without line end.</param>
    public StraceTable(HostCallTable calls, MapFile map, Action<string> write)
    {
        _calls = calls;
        _rows = [.. map.Calls];
        _formatter = new TraceFormatter(new MapTypes(map));
        _write = write;
    }

    /// <inheritdoc/>
    public override int Resolve(string module, string name, out string signature) => _calls.Resolve(module, name, out signature);

    /// <inheritdoc/>
    public override void Attach(GuestMemory memory)
    {
        _memory = memory;
        _calls.Attach(memory);
    }

    /// <inheritdoc/>
    public override HostCallStatus Call(int index, ulong* slots)
    {
        MapCall row = _rows[index];
        int count = Math.Min(row.Parameters.Count, MostSlots);
        // SAFETY: an engine passes as many slots as the row's signature has letters; the copy outlives the results written over them.
        Span<ulong> arguments = stackalloc ulong[MostSlots];
        new ReadOnlySpan<ulong>(slots, count).CopyTo(arguments);

        string[] before = new string[count];
        for (int i = 0; i < count; i++)
        {
            before[i] = row.Parameters[i].Direction is MapDirection.None or MapDirection.In ? Format(row, i, arguments, 0) : "";
        }

        HostCallStatus status = _calls.Call(index, slots);
        StringBuilder line = new(row.Name + "(");
        for (int i = 0; i < count; i++)
        {
            line.Append(i == 0 ? "" : ", ").Append(before[i].Length > 0 ? before[i] : Format(row, i, arguments, slots[0]));
        }

        line.Append(row.Parameters.Count > count ? ", ...) = " : ") = ");
        AppendOutcome(line, row, status, slots);
        _write(line.ToString());
        return status;
    }

    private string Format(MapCall row, int parameter, ReadOnlySpan<ulong> arguments, ulong result)
    {
        StringBuilder text = new();
        _formatter.AppendArgument(text, row, parameter, arguments, result, _memory);
        return text.ToString();
    }

    private void AppendOutcome(StringBuilder line, MapCall row, HostCallStatus status, ulong* slots)
    {
        switch (status)
        {
            case HostCallStatus.Ok when row.Results is [MapResult result]:
                _formatter.AppendValue(line, result.Type, slots[0]);
                break;
            case HostCallStatus.Ok:
                line.Append('0');
                break;
            case HostCallStatus.Trap:
                TrapKind = _calls.TrapKind;
                TrapMessage = _calls.TrapMessage;
                line.Append(CultureInfo.InvariantCulture, $"? trap {((TrapKind)TrapKind).ToString().ToLowerInvariant()}");
                line.Append(TrapMessage.Length == 0 ? "" : $" ({TrapMessage})");
                break;
            case HostCallStatus.MemoryLimit:
                line.Append("? memory limit");
                break;
            case HostCallStatus.Interrupted:
                line.Append("? interrupted");
                break;
            default:
                ExitCode = _calls.ExitCode;
                line.Append('?');
                break;
        }
    }
}
