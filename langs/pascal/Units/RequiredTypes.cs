using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Units;

/// <summary>The types that every unit has without declaring them, by the numbers that compiled units give them.</summary>
internal static class RequiredTypes
{
    /// <summary>In the order of their numbers, which belong to the format: new ones come at the end.</summary>
    internal static PascalType[] Of(Universe types) =>
    [
        VoidType.Instance, types.ShortInt, types.Byte, types.SmallInt, types.Word, types.Integer, types.Cardinal, types.Int64, types.QWord,
        types.Boolean, types.Char, types.Real, types.Single, types.Pointer, types.Nil, types.String, types.Text, types.EmptySet,
    ];
}
