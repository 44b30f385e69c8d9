using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>pack(a, i, z) and unpack(z, a, i), as loops (6.6.5.4).</summary>
internal sealed class PackRoutines(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundStatement Bind(in PredeclaredCall call)
    {
        if (!HasArguments(call, 3, 3))
        {
            return new BoundEmpty(call.Span);
        }

        bool isPack = call.Symbol.Routine == Predeclared.Pack;
        BoundPlace? unpacked = isPack ? Binder.Places.BindPlace(call.Arguments[0].Value) : Target(call, 1);
        BoundPlace? packed = isPack ? Target(call, 2) : Binder.Places.BindPlace(call.Arguments[0].Value);
        BoundExpression start = Ordinal(call, isPack ? 1 : 2);
        if (unpacked is null || packed is null || start.Type.IsError)
        {
            return new BoundEmpty(call.Span);
        }

        bool isRight = unpacked.Type is ArrayType { IsPacked: false } && packed.Type is ArrayType { IsPacked: true };
        if (!isRight || !ReferenceEquals(((ArrayType)unpacked.Type).Element, ((ArrayType)packed.Type).Element))
        {
            Binder.Fail(call.Span, D.PackTypes, unpacked.Type, packed.Type);
            return new BoundEmpty(call.Span);
        }

        ArrayType a = (ArrayType)unpacked.Type;
        if (!TypeRules.AreCompatible((OrdinalType)start.Type, a.Index))
        {
            Binder.Conversions.Mismatch(start, a.Index);
            return new BoundEmpty(call.Span);
        }

        return Loop(call, unpacked, packed, start, isPack);
    }

    /// <summary>k counts the packed array's elements from 0; element start + k of the other one goes with it.</summary>
    private BoundWith Loop(in PredeclaredCall call, BoundPlace unpacked, BoundPlace packed, BoundExpression start, bool isPack)
    {
        ArrayType a = (ArrayType)unpacked.Type;
        ArrayType z = (ArrayType)packed.Type;
        PlaceBinder.MarkAddressTaken(unpacked);
        PlaceBinder.MarkAddressTaken(packed);
        VariableSymbol from = Binder.HiddenReference("unpacked", a, call.Span);
        VariableSymbol to = Binder.HiddenReference("packed", z, call.Span);
        VariableSymbol first = Binder.Hidden("first", Types.Int64, call.Span);
        VariableSymbol counter = Binder.Hidden("k", Types.Int64, call.Span);
        counter.IsControl = true;
        BoundOrdinal zero = new(call.Span, Types.Int64, 0);
        BoundOrdinal last = new(call.Span, Types.Int64, z.Length - 1);
        Operation add = new(call.Span, call.Span, BinaryOperator.Add, CompilerSwitches.None);
        BoundVariable k = new(call.Span, counter) { KnownRange = new Interval(0, z.Length - 1) };
        BoundExpression i = Binder.Operators.Binary(add, new BoundVariable(call.Span, first), k);
        BoundExpression j = Binder.Operators.Binary(add, k, new BoundOrdinal(call.Span, Types.Int64, z.Index.Low));
        BoundElement unpackedElement = new(call.Span, new BoundVariable(call.Span, from), i) { ChecksIndex = call.ChecksRange };
        BoundElement packedElement = new(call.Span, new BoundVariable(call.Span, to), j);
        BoundAssignment copy = isPack
            ? new BoundAssignment(call.Span, packedElement, unpackedElement)
            : new BoundAssignment(call.Span, unpackedElement, packedElement);
        BoundFor loop = new(call.Span, k, zero, last, copy) { Low = 0, High = z.Length - 1 };
        BoundAssignment begin = new(call.Span, new BoundVariable(call.Span, first), Binder.Conversions.Represent(start, Types.Int64));
        BoundBlock body = new(call.Span, [begin, loop]);
        return new BoundWith(call.Span, from, unpacked, new BoundWith(call.Span, to, packed, body));
    }
}
