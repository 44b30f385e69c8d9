using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Cil;

/// <summary>Memory: loads, stores, stretches, tables.</summary>
internal sealed unsafe partial class CilEmitter
{
    private LocalBuilder? _single;
    private LocalBuilder? _double;
    private LocalBuilder? _rareResult;

    /// <summary>Leaves an access's host address on the stack, which was empty; traps when it is out of bounds.</summary>
    private void PushAddress(in IrInstruction access)
    {
        int size = Addresses.AccessSize(access.Op);
        bool canTrap = Loads.CanTrap(Ir, access, Unit.Module.Memory);
        if (!canTrap && Addresses.IsFrameAddress(Ir, access.A))
        {
            PushFrame();
            _il.Emit(OpCodes.Ldc_I8, Ir.Instructions[Ir.Definitions[access.A]].Imm + access.Imm - Ir.FrameSize);
            _il.Emit(OpCodes.Conv_I);
            _il.Emit(OpCodes.Add);
            return;
        }

        Push(access.A);
        _il.Emit(OpCodes.Conv_U8);
        if (access.Imm != 0)
        {
            _il.Emit(OpCodes.Ldc_I8, access.Imm);
            _il.Emit(OpCodes.Add);
        }

        _il.Emit(OpCodes.Stloc, _address);
        if (canTrap)
        {
            _il.Emit(OpCodes.Ldloc, _address);
            _il.Emit(OpCodes.Ldc_I8, (long)size);
            _il.Emit(OpCodes.Add);
            _il.Emit(OpCodes.Ldloc, _size);
            _il.Emit(OpCodes.Bgt_Un, TrapAt(TrapKind.Memory));
        }

        _il.Emit(OpCodes.Ldloc, _memory);
        _il.Emit(OpCodes.Ldloc, _address);
        _il.Emit(OpCodes.Conv_U);
        _il.Emit(OpCodes.Add);
    }

    private void Load(in IrInstruction load)
    {
        PushAddress(load);
        if (Addresses.AccessSize(load.Op) > 1)
        {
            _il.Emit(OpCodes.Unaligned, (byte)1);
        }

        _il.Emit(load.Op switch
        {
            Opcode.I32Load8S or Opcode.I64Load8S => OpCodes.Ldind_I1,
            Opcode.I32Load8U or Opcode.I64Load8U => OpCodes.Ldind_U1,
            Opcode.I32Load16S or Opcode.I64Load16S => OpCodes.Ldind_I2,
            Opcode.I32Load16U or Opcode.I64Load16U => OpCodes.Ldind_U2,
            Opcode.I32Load or Opcode.I64Load32S => OpCodes.Ldind_I4,
            Opcode.I64Load32U => OpCodes.Ldind_U4,
            Opcode.I64Load => OpCodes.Ldind_I8,
            Opcode.F32Load => OpCodes.Ldind_R4,
            _ => OpCodes.Ldind_R8,
        });
        if (load.Op is Opcode.I64Load8S or Opcode.I64Load16S or Opcode.I64Load32S)
        {
            _il.Emit(OpCodes.Conv_I8);
        }
        else if (load.Op is Opcode.I64Load8U or Opcode.I64Load16U or Opcode.I64Load32U)
        {
            _il.Emit(OpCodes.Conv_U8);
        }
    }

    private void Store(in IrInstruction store)
    {
        LocalBuilder? canonical = Canonicalise(store.B);
        PushAddress(store);
        if (canonical is not null)
        {
            _il.Emit(OpCodes.Ldloc, canonical);
        }
        else
        {
            Push(store.B);
        }

        if (store.Op is Opcode.I64Store8 or Opcode.I64Store16 or Opcode.I64Store32)
        {
            _il.Emit(OpCodes.Conv_I4);
        }

        if (Addresses.AccessSize(store.Op) > 1)
        {
            _il.Emit(OpCodes.Unaligned, (byte)1);
        }

        _il.Emit(store.Op switch
        {
            Opcode.I32Store8 or Opcode.I64Store8 => OpCodes.Stind_I1,
            Opcode.I32Store16 or Opcode.I64Store16 => OpCodes.Stind_I2,
            Opcode.I32Store or Opcode.I64Store32 => OpCodes.Stind_I4,
            Opcode.I64Store => OpCodes.Stind_I8,
            Opcode.F32Store => OpCodes.Stind_R4,
            _ => OpCodes.Stind_R8,
        });
    }

    /// <summary>A floating-point register's value in a local, as the one NaN when it is any (SPEC.md section 1); null for integers. The
    /// evaluation stack is empty.</summary>
    private LocalBuilder? Canonicalise(int register)
    {
        ValueType type = Ir.Types[register];
        if (type is not ValueType.F32 and not ValueType.F64)
        {
            return null;
        }

        LocalBuilder local = type == ValueType.F32
            ? _single ??= _il.DeclareLocal(typeof(float)) : _double ??= _il.DeclareLocal(typeof(double));
        Label number = _il.DefineLabel();
        Push(register);
        _il.Emit(OpCodes.Stloc, local);
        _il.Emit(OpCodes.Ldloc, local);
        _il.Emit(OpCodes.Ldloc, local);
        _il.Emit(OpCodes.Beq, number);
        PushConstant(type, type == ValueType.F32 ? FloatingPoint.Canonical(uint.MaxValue) : FloatingPoint.Canonical(ulong.MaxValue));
        _il.Emit(OpCodes.Stloc, local);
        _il.MarkLabel(number);
        return local;
    }

    /// <summary>Emits operations on stretches of memory, tables and segments. False for others.</summary>
    private bool Bulk(in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case Opcode.MemoryCopy:
                PushThree(instruction);
                _il.Emit(OpCodes.Call, CilMethods.CopyMemory);
                _il.Emit(OpCodes.Brfalse, TrapAt(TrapKind.Memory));
                return true;
            case Opcode.MemoryFill:
                PushThree(instruction);
                _il.Emit(OpCodes.Call, CilMethods.FillMemory);
                _il.Emit(OpCodes.Brfalse, TrapAt(TrapKind.Memory));
                return true;
            case Opcode.MemoryCompare:
                PushThree(instruction);
                _il.Emit(OpCodes.Call, CilMethods.CanCompare);
                _il.Emit(OpCodes.Brfalse, TrapAt(TrapKind.Memory));
                PushThree(instruction);
                _il.Emit(OpCodes.Call, CilMethods.CompareMemory);
                Set(instruction.Dst);
                return true;
            case Opcode.MemoryGrow or Opcode.MemoryInit or Opcode.DataDrop or Opcode.TableGet or Opcode.TableSet or Opcode.TableInit
                or Opcode.ElemDrop or Opcode.TableCopy or Opcode.TableGrow or Opcode.TableSize or Opcode.TableFill:
                Rare(instruction);
                return true;
            default:
                return false;
        }
    }

    private void PushThree(in IrInstruction instruction)
    {
        _il.Emit(OpCodes.Ldarg_0);
        Push(instruction.A);
        Push(instruction.B);
        Push(instruction.C);
    }

    private void Rare(in IrInstruction instruction)
    {
        LocalBuilder result = _rareResult ??= _il.DeclareLocal(typeof(uint));
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4, (int)instruction.Op);
        _il.Emit(OpCodes.Ldc_I4, (int)instruction.Imm);
        _il.Emit(OpCodes.Ldc_I4, (int)instruction.Imm2);
        PushOrZero(instruction.A);
        PushOrZero(instruction.B);
        PushOrZero(instruction.C);
        _il.Emit(OpCodes.Ldloca, result);
        _il.Emit(OpCodes.Conv_U);
        _il.Emit(OpCodes.Call, CilMethods.Rare);
        _il.Emit(OpCodes.Brtrue, TrapAt(instruction.Op == Opcode.MemoryInit ? TrapKind.Memory : TrapKind.Table));
        if (instruction.Op == Opcode.MemoryGrow)
        {
            LoadMemorySize();
        }

        if (instruction.Dst >= 0)
        {
            _il.Emit(OpCodes.Ldloc, result);
            Set(instruction.Dst);
        }
    }

    private void PushOrZero(int register)
    {
        if (register >= 0)
        {
            Push(register);
        }
        else
        {
            _il.Emit(OpCodes.Ldc_I4_0);
        }
    }
}
