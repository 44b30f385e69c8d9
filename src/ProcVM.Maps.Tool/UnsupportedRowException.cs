using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tool;

/// <summary>A row says what the map grammar allows and the P-machine's host calls can't do.</summary>
internal sealed class UnsupportedRowException(MapCall call, string message) : Exception(message)
{
    public MapPlace Place => call.Place;
}
