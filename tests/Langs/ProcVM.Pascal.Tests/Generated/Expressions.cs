namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Random expressions without side effects that fail no check and mean the same to fpc.</summary>
internal sealed class Expressions
{
    internal Expressions(Dice dice, bool isIso)
    {
        Dice = dice;
        IsIso = isIso;
        Integers = new Integers(this);
        Unsigneds = new Unsigneds(this);
        Reals = new Reals(this);
        Ordinals = new Ordinals(this);
        Texts = new Texts(this);
        Sets = new Sets(this);
    }

    internal Dice Dice { get; }

    /// <summary>True when nothing beyond ISO 7185 may be used.</summary>
    internal bool IsIso { get; }

    internal Integers Integers { get; }

    internal Unsigneds Unsigneds { get; }

    internal Reals Reals { get; }

    internal Ordinals Ordinals { get; }

    internal Texts Texts { get; }

    internal Sets Sets { get; }

    /// <summary>The types that variables may have.</summary>
    internal Scalar[] Scalars => IsIso ? Scalar.Iso : Scalar.Dialect;

    /// <summary>What the next expressions may name.</summary>
    internal Visible Scope { get; set; } = new(null);

    /// <summary>How often the present statement runs.</summary>
    internal int Times { get; set; } = 1;

    /// <summary>What the present routine has cost so far.</summary>
    internal int Cost { get; set; }

    /// <summary>An expression that may be assigned to a variable of the type.</summary>
    internal string Value(Scalar type, int depth) => ValueOf(type, IsIso ? Math.Min(depth, 2) : depth);

    private string ValueOf(Scalar type, int depth) => type.Kind switch
    {
        Kind.Integer => Integers.Fit(Integers.Narrow(depth), type.Low, type.High),
        Kind.Wide => Integers.Fit(Integers.Wide(depth), type.Low, type.High),
        Kind.Unsigned => Unsigneds.QWord(depth),
        Kind.Cardinal => Unsigneds.Cardinal(depth),
        Kind.Boolean => Ordinals.Boolean(depth),
        Kind.Character => Ordinals.Character(depth),
        Kind.Color => Ordinals.Color(depth),
        Kind.Real => Reals.Double(depth, type.High),
        Kind.Single => Dice.OneIn(4) ? Reals.Double(depth, type.High) : Reals.Single(depth, type.High),
        Kind.Text => Texts.Any(depth, (int)type.High).Text,
        Kind.SmallSet => Sets.Small(depth),
        Kind.BigSet => Sets.Big(depth),
        _ => Sets.Characters(depth),
    };

    /// <summary>A variable of the type; null when none is visible.</summary>
    internal Place? Find(Func<Place, bool> wanted)
    {
        Place[] found = [.. Scope.Places.Where(wanted)];
        return found.Length == 0 ? null : found[Dice.Below(found.Length)];
    }

    /// <summary>As <see cref="Find(Func{Place, bool})"/>, for all places of a kind.</summary>
    internal Place? Find(Kind kind) => Find(place => place.Type.Kind == kind);

    /// <summary>The text of a place, its indices chosen.</summary>
    internal string Render(Place place)
    {
        string text = place.Text;
        foreach (Slot slot in place.Slots)
        {
            int at = text.IndexOf('#', StringComparison.Ordinal);
            text = string.Concat(text.AsSpan(0, at), Index(slot), text.AsSpan(at + 1));
        }

        return text;
    }

    /// <summary>A call's arguments, in brackets; null when there is no variable for one.</summary>
    internal string? Arguments(Routine routine, int depth, Func<Place, bool> assignable)
    {
        List<string> arguments = [];
        foreach (Parameter parameter in routine.Parameters)
        {
            if (parameter.Default is not null && Dice.OneIn(2))
            {
                break;
            }

            if (!parameter.IsVar)
            {
                arguments.Add(Value(parameter.Type, depth));
                continue;
            }

            Place? place = Find(found => found.Type == parameter.Type && !found.IsMovable && assignable(found));
            if (place is null)
            {
                return null;
            }

            arguments.Add(Render(place));
        }

        Cost += Times * routine.Cost;
        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
    }

    /// <summary>True when so many calls still fit the routine's budget.</summary>
    internal bool Affords(Routine routine, int calls = 1) => Cost + ((long)Times * routine.Cost * calls) < 4000;

    /// <summary>The call of a function of a kind; null when there is none.</summary>
    internal (string Text, Scalar Type)? Called(Kind kind, int depth)
    {
        Routine[] found = [.. Scope.Routines.Where(routine => routine.Result?.Kind == kind && Affords(routine))];
        if (found.Length == 0)
        {
            return null;
        }

        Routine chosen = found[Dice.Below(found.Length)];
        return (chosen.Name + Arguments(chosen, Math.Min(depth - 1, 1), _ => false), chosen.Result!);
    }

    /// <summary>The sum of a function's values over a vector: it is passed as a parameter. Null when there is none.</summary>
    internal string? Mapped()
    {
        Routine[] found = [.. Scope.Routines.Where(routine => routine.IsMapping && Affords(routine, calls: 8))];
        if (found.Length == 0)
        {
            return null;
        }

        Routine chosen = found[Dice.Below(found.Length)];
        Cost += Times * 8 * chosen.Cost;
        return $"mapped(g_vector, {(IsIso ? "" : "{$ifdef FPC}@{$endif}")}{chosen.Name})";
    }

    private string Index(Slot slot)
    {
        Place? place = Find(found => found.Type.Kind == Kind.Integer && found.Slots.Length == 0);
        return place is null || Dice.OneIn(3)
            ? $"{slot.Low + Dice.Below(slot.Count)}"
            : Integers.Fit(new(place.Text, place.Type.Low, place.Type.High), slot.Low, slot.Low + slot.Count - 1);
    }
}
