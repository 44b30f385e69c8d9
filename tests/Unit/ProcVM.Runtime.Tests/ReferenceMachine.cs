using System.Buffers.Binary;
using ProcVM.Module;

namespace ProcVM.Runtime.Tests;

/// <summary>P-code executed as SPEC.md says it, one instruction at a time, with nothing clever: what the lowering and the
/// interpreter are compared with.</summary>
internal sealed partial class ReferenceMachine
{
    private readonly PcodeModule _module;
    private readonly int[] _maxStack;
    private readonly ulong[] _globals;
    private readonly Dictionary<int, (byte[] Code, Dictionary<uint, int> Labels)> _bodies = [];
    private readonly List<(int Function, uint Frame)> _activations = [];
    private long _depth;
    private uint _framePointer;
    private long _steps;

    public ReferenceMachine(VerifiedModule verified)
    {
        _module = verified.Module;
        _maxStack = verified.MaxStack;
        Memory = new byte[_module.Memory.Minimum * 65536];
        foreach (DataSegment segment in _module.Data.Where(s => s.IsActive))
        {
            segment.Bytes.Span.CopyTo(Memory.AsSpan((int)segment.Offset));
        }

        _globals = [.. _module.Globals.Select(g => g.Initial)];
        _data = [.. _module.Data.Select(s => s.IsActive ? [] : s.Bytes.ToArray())];
        _tables = MakeTables(_module);
        _elements = [.. _module.Elements.Select(s => s.IsActive ? [] : s.References)];
        _depth = _module.Memory.StackSize;
        _framePointer = _module.Memory.StackBase;
    }

    public byte[] Memory { get; private set; }

    public TrapKind Trap { get; private set; }

    public int TrapFunction { get; private set; } = -1;

    public int TrapOffset { get; private set; }

    public long Fuel { get; private set; }

    /// <summary>Is told of each instruction before it is executed, labels left out.</summary>
    public Action<int, int>? Trace { get; init; }

    /// <summary>Is told of each activation.</summary>
    public Action<int>? Entered { get; init; }

    /// <summary>Instructions told to <see cref="Trace"/>.</summary>
    public long Steps { get; private set; }

    public bool RanTooLong { get; private set; }

    /// <summary>Instructions after which a program ran too long to be compared.</summary>
    public int MostSteps { get; init; } = 40_000;

    /// <summary>The fuel it gets; −1 for as much as it wants.</summary>
    public long FuelLimit { get; init; } = -1;

    /// <summary>Its host calls; null when it has none.</summary>
    public ReferenceHostCall? Host { get; init; }

    /// <summary>How the run ended.</summary>
    public RunEnd End { get; private set; }

    /// <summary>The activations of a run that didn't end by itself, innermost first.</summary>
    public List<(int Function, int Offset)> Frames { get; } = [];

    /// <summary>Instructions that were executed.</summary>
    public HashSet<Opcode> Executed { get; } = [];

    /// <summary>Functions that were called.</summary>
    public HashSet<int> Called { get; } = [];

    public ulong Global(int index) => _globals[index];

    public void Run()
    {
        Call(_module.Entry, []);
        End = Trap != TrapKind.None ? RunEnd.Trapped : End;
    }

    private sealed class Escaping
    {
        public int Function;
        public int Label;
        public uint Frame;
    }

    private Escaping? _escaping;

    /// <summary>Calls a function; null when the run is over or an escape passes through.</summary>
    private ulong[]? Call(int index, ulong[] arguments)
    {
        Function function = _module.Functions[index - _module.Imports.Length];
        FunctionType type = _module.Types[function.Type];
        int cost = 64 + (8 * (arguments.Length + function.Locals.Length + _maxStack[index - _module.Imports.Length])) + (int)function.Frame;
        if (_depth < cost)
        {
            Trap = TrapKind.Stack;
            return null;
        }

        Entered?.Invoke(index);
        _depth -= cost;
        uint frame = _framePointer;
        _framePointer += function.Frame;
        Called.Add(index);
        _activations.Add((index, frame));
        ulong[] locals = new ulong[arguments.Length + function.Locals.Length];
        arguments.CopyTo(locals, 0);
        ulong[]? results = Execute(index, function, type, locals, frame);
        _activations.RemoveAt(_activations.Count - 1);
        _framePointer = frame;
        _depth += cost;
        return results;
    }

    private ulong[]? Execute(int index, Function function, FunctionType type, ulong[] locals, uint frame)
    {
        (byte[] code, Dictionary<uint, int> labels) = BodyOf(index, function);
        Stack<ulong> stack = new();
        CodeReader reader = new(code);
        if (!Charge(BlockCost(code, 0)))
        {
            Frames.Add((index, 0));
            return null;
        }

        while (true)
        {
            if (++_steps > MostSteps)
            {
                RanTooLong = true;
                return null;
            }

            int at = reader.Offset;
            Opcode op = reader.ReadOpcode();
            int target = -1;
            Executed.Add(op);
            if (op is not (Opcode.Label or Opcode.Nop))
            {
                Steps++;
                Trace?.Invoke(index, at);
            }

            switch (op)
            {
                case Opcode.Label:
                    reader.ReadU32();
                    if (Charge(BlockCost(code, reader.Offset)))
                    {
                        continue;
                    }

                    break;
                case Opcode.Br:
                    target = labels[reader.ReadU32()];
                    break;
                case Opcode.BrIf or Opcode.BrIfz:
                    int to = labels[reader.ReadU32()];
                    if ((uint)stack.Pop() != 0 == (op == Opcode.BrIf))
                    {
                        target = to;
                    }
                    else
                    {
                        Charge(BlockCost(code, reader.Offset));
                    }

                    break;
                case Opcode.BrTable:
                    uint[] choices = new uint[reader.ReadU32() + 1];
                    for (int i = 0; i < choices.Length; i++)
                    {
                        choices[i] = reader.ReadU32();
                    }

                    target = labels[choices[Math.Min((uint)stack.Pop(), (uint)choices.Length - 1)]];
                    break;
                case Opcode.Return:
                    return [.. stack.Reverse()];
                case Opcode.Escape:
                    _escaping = new Escaping { Function = (int)reader.ReadU32(), Label = (int)reader.ReadU32(), Frame = (uint)stack.Pop() };
                    if (!_activations.Contains((_escaping.Function, _escaping.Frame)))
                    {
                        Trap = TrapKind.Escape;
                        _escaping = null;
                    }

                    break;
                case Opcode.Call or Opcode.CallRef:
                    CallFrom(op, (int)reader.ReadU32(), stack);
                    break;
                default:
                    Step(op, ref reader, stack, locals, frame);
                    break;
            }

            if (_escaping is { } escaping)
            {
                if (escaping.Function != index || escaping.Frame != frame)
                {
                    return null;
                }

                _escaping = null;
                stack.Clear();
                target = labels[(uint)escaping.Label];
            }

            if (Trap != TrapKind.None || RanTooLong || _isOver)
            {
                Frames.Add((index, at));
                if (TrapFunction < 0)
                {
                    TrapFunction = index;
                    TrapOffset = at;
                }

                return null;
            }

            if (target >= 0)
            {
                reader.Offset = target;
            }
        }
    }

    /// <summary>The instructions of the basic block at an offset (SPEC.md section 8).</summary>
    private static uint BlockCost(byte[] code, int offset)
    {
        CodeReader reader = new(code) { Offset = offset };
        uint cost = 0;
        while (!reader.AtEnd)
        {
            Opcode op = reader.ReadOpcode();
            if (op == Opcode.Label)
            {
                break;
            }

            cost += op == Opcode.Nop ? 0u : 1;
            reader.Skip(OpcodeTable.Get(op).Immediate);
            if (op is Opcode.BrIf or Opcode.BrIfz || (OpcodeTable.Get(op).Flags & OpcodeFlags.Ends) != 0)
            {
                break;
            }
        }

        return cost;
    }

    /// <summary>Charges a block; false when the fuel doesn't last for it.</summary>
    private bool Charge(uint cost)
    {
        if (FuelLimit >= 0 && FuelLimit - Fuel < cost)
        {
            End = RunEnd.FuelSpent;
            _isOver = true;
            return false;
        }

        Fuel += cost;
        return true;
    }

    private (byte[] Code, Dictionary<uint, int> Labels) BodyOf(int index, Function function)
    {
        if (!_bodies.TryGetValue(index, out (byte[] Code, Dictionary<uint, int> Labels) body))
        {
            byte[] code = function.Code.ToArray();
            body = (code, FindLabels(code));
            _bodies.Add(index, body);
        }

        return body;
    }

    private static Dictionary<uint, int> FindLabels(byte[] code)
    {
        Dictionary<uint, int> labels = [];
        CodeReader reader = new(code);
        while (!reader.AtEnd)
        {
            int at = reader.Offset;
            Opcode op = reader.ReadOpcode();
            if (op == Opcode.Label)
            {
                labels.Add(reader.ReadU32(), at);
            }
            else
            {
                reader.Skip(OpcodeTable.Get(op).Immediate);
            }
        }

        return labels;
    }

    private void CallFrom(Opcode op, int operand, Stack<ulong> stack)
    {
        int function = operand;
        FunctionType type = op == Opcode.Call ? _module.TypeOf(operand) : _module.Types[operand];
        if (op == Opcode.CallRef)
        {
            uint reference = (uint)stack.Pop();
            if (reference == 0 || reference > _module.FunctionCount || !_module.TypeOf((int)reference - 1).Equals(type))
            {
                Trap = TrapKind.BadCall;
                return;
            }

            function = (int)reference - 1;
        }

        ulong[] arguments = new ulong[type.Parameters.Length];
        for (int i = arguments.Length - 1; i >= 0; i--)
        {
            arguments[i] = stack.Pop();
        }

        foreach (ulong result in (function < _module.Imports.Length ? CallHost(function, arguments) : Call(function, arguments)) ?? [])
        {
            stack.Push(result);
        }
    }

    private void Step(Opcode op, ref CodeReader reader, Stack<ulong> stack, ulong[] locals, uint frame)
    {
        ref readonly OpcodeRow row = ref OpcodeTable.Get(op);
        switch (op)
        {
            case Opcode.Nop:
                break;
            case Opcode.Unreachable:
                Trap = TrapKind.Unreachable;
                break;
            case Opcode.Trap:
                Trap = (TrapKind)reader.ReadU8();
                break;
            case Opcode.Drop:
                stack.Pop();
                break;
            case Opcode.Select:
                uint condition = (uint)stack.Pop();
                ulong second = stack.Pop();
                ulong first = stack.Pop();
                stack.Push(condition != 0 ? first : second);
                break;
            case Opcode.LocalGet:
                stack.Push(locals[reader.ReadU32()]);
                break;
            case Opcode.LocalSet:
                locals[reader.ReadU32()] = stack.Pop();
                break;
            case Opcode.LocalTee:
                locals[reader.ReadU32()] = stack.Peek();
                break;
            case Opcode.GlobalGet:
                stack.Push(_globals[reader.ReadU32()]);
                break;
            case Opcode.GlobalSet:
                _globals[reader.ReadU32()] = stack.Pop();
                break;
            case Opcode.I32Const:
                stack.Push((uint)reader.ReadS32());
                break;
            case Opcode.I64Const:
                stack.Push((ulong)reader.ReadS64());
                break;
            case Opcode.F32Const:
                stack.Push(reader.ReadF32Bits());
                break;
            case Opcode.F64Const:
                stack.Push(reader.ReadF64Bits());
                break;
            case Opcode.FrameAddr:
                stack.Push(frame + reader.ReadU32());
                break;
            case Opcode.MemorySize:
                stack.Push((ulong)Memory.Length / 65536);
                break;
            case Opcode.I32Range:
                Check(TrapKind.Range, (int)stack.Peek(), reader.ReadS32(), reader.ReadS32());
                break;
            case Opcode.I64Range:
                Check(TrapKind.Range, (long)stack.Peek(), reader.ReadS64(), reader.ReadS64());
                break;
            case Opcode.I32Rangev:
                int high = (int)stack.Pop();
                int low = (int)stack.Pop();
                Check(TrapKind.Range, (int)stack.Peek(), low, high);
                break;
            case Opcode.I64Rangev:
                long most = (long)stack.Pop();
                long least = (long)stack.Pop();
                Check(TrapKind.Range, (long)stack.Peek(), least, most);
                break;
            case Opcode.NilCheck:
                Trap = (uint)stack.Peek() == 0 ? TrapKind.Nil : TrapKind.None;
                break;
            case Opcode.Index:
                int from = reader.ReadS32();
                int upTo = reader.ReadS32();
                PushIndex(stack, from, upTo, reader.ReadU32());
                break;
            case Opcode.Indexv:
                int last = (int)stack.Pop();
                int start = (int)stack.Pop();
                PushIndex(stack, start, last, reader.ReadU32());
                break;
            case Opcode.MemoryCopy or Opcode.MemoryFill or Opcode.MemoryCompare:
                Bulk(op, stack);
                break;
            case Opcode.MemoryGrow or Opcode.MemoryInit or Opcode.DataDrop or Opcode.ElemDrop or Opcode.TableGet or Opcode.TableSet or Opcode.TableInit
                or Opcode.TableCopy or Opcode.TableGrow or Opcode.TableSize or Opcode.TableFill:
                Rare(op, ref reader, stack);
                break;
            default:
                if ((row.Flags & OpcodeFlags.Load) != 0)
                {
                    Load(op, reader.ReadU32(), stack);
                }
                else if ((row.Flags & OpcodeFlags.Store) != 0)
                {
                    Store(op, reader.ReadU32(), stack);
                }
                else if (row.Pops.Length == 1)
                {
                    stack.Push(ReferenceArithmetic.Unary(op, stack.Pop(), this));
                }
                else
                {
                    ulong b = stack.Pop();
                    ulong a = stack.Pop();
                    stack.Push(ReferenceArithmetic.Binary(op, a, b, this));
                }

                break;
        }
    }

    public void Raise(TrapKind kind) => Trap = kind;

    private void Check(TrapKind kind, long value, long low, long high)
    {
        if (value < low || value > high)
        {
            Trap = kind;
        }
    }

    private void PushIndex(Stack<ulong> stack, int low, int high, uint size)
    {
        int index = (int)stack.Pop();
        uint start = (uint)stack.Pop();
        Check(TrapKind.Index, index, low, high);
        stack.Push(start + ((uint)(index - low) * size));
    }

    private bool InBounds(ulong address, ulong count)
    {
        if (address + count <= (ulong)Memory.Length)
        {
            return true;
        }

        Trap = TrapKind.Memory;
        return false;
    }

    private void Bulk(Opcode op, Stack<ulong> stack)
    {
        uint count = (uint)stack.Pop();
        uint b = (uint)stack.Pop();
        uint a = (uint)stack.Pop();
        if (!InBounds(a, count) || (op != Opcode.MemoryFill && !InBounds(b, count)))
        {
            return;
        }

        if (op == Opcode.MemoryFill)
        {
            Memory.AsSpan((int)a, (int)count).Fill((byte)b);
        }
        else if (op == Opcode.MemoryCopy)
        {
            Memory.AsSpan((int)b, (int)count).CopyTo(Memory.AsSpan((int)a));
        }
        else
        {
            stack.Push((uint)Math.Sign(Memory.AsSpan((int)a, (int)count).SequenceCompareTo(Memory.AsSpan((int)b, (int)count))));
        }
    }

    private void Load(Opcode op, uint offset, Stack<ulong> stack)
    {
        ulong address = (uint)stack.Pop() + (ulong)offset;
        string name = OpcodeTable.Get(op).Name;
        int size = name.Contains('8') ? 1 : name.Contains("16", StringComparison.Ordinal) ? 2
            : name.Contains("load32", StringComparison.Ordinal) || name is "i32.load" or "f32.load" ? 4 : 8;
        if (!InBounds(address, (ulong)size))
        {
            return;
        }

        Span<byte> buffer = stackalloc byte[8];
        Memory.AsSpan((int)address, size).CopyTo(buffer);
        ulong raw = BinaryPrimitives.ReadUInt64LittleEndian(buffer);
        if (name.EndsWith("_s", StringComparison.Ordinal))
        {
            int shift = 64 - (size * 8);
            raw = (ulong)((long)(raw << shift) >> shift);
        }

        stack.Push(name[0] == 'i' && name[1] == '3' ? (uint)raw : raw);
    }

    private void Store(Opcode op, uint offset, Stack<ulong> stack)
    {
        ulong value = stack.Pop();
        ulong address = (uint)stack.Pop() + (ulong)offset;
        string name = OpcodeTable.Get(op).Name;
        int size = name.EndsWith("store8", StringComparison.Ordinal) ? 1 : name.EndsWith("store16", StringComparison.Ordinal) ? 2
            : name.EndsWith("store32", StringComparison.Ordinal) || name is "i32.store" or "f32.store" ? 4 : 8;
        if (!InBounds(address, (ulong)size))
        {
            return;
        }

        value = op switch
        {
            Opcode.F32Store => ReferenceArithmetic.Canonical32(value),
            Opcode.F64Store => ReferenceArithmetic.Canonical64(value),
            _ => value,
        };
        Span<byte> buffer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(buffer, value);
        buffer[..size].CopyTo(Memory.AsSpan((int)address));
    }
}
