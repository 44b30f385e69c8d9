using ProcVM.Maps.Model;

namespace ProcVM.Personality.Linux;

/// <summary>The system calls of Linux programs, as the maps list them.</summary>
public static class LinuxInterface
{
    private static readonly Lazy<Dictionary<long, ServedCall>> s_wide = new(static () => Read(Amd64Table.CreateMap()));
    private static readonly Lazy<Dictionary<long, ServedCall>> s_narrow = new(static () => Read(I386Table.CreateMap()));

    /// <summary>The call of a number; null when there is none.</summary>
    public static ServedCall? Find(bool isWide, long number) => (isWide ? s_wide : s_narrow).Value.GetValueOrDefault(number);

    private static Dictionary<long, ServedCall> Read(MapFile map)
    {
        Dictionary<long, ServedCall> calls = [];
        foreach (MapCall call in map.Calls)
        {
            if (call.Key is MapNumberKey { Numbers: [{ } number, ..] })
            {
                // Programs do without what is left out with a note.
                string level = call.Support switch
                {
                    { Level: SupportLevel.Full } => "full",
                    { Level: SupportLevel.Partial } => "partial",
                    _ => "missing",
                };
                calls.TryAdd(number.Number, new ServedCall(number.Number, call.Name, level, call.Support.Note));
            }
        }

        return calls;
    }
}
