// System has a ValueType too.
global using ValueType = ProcVM.Module.ValueType;
