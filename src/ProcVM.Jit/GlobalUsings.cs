// System and ProcVM.Module have types of these names too.
global using Label = System.Reflection.Emit.Label;
global using ValueType = ProcVM.Module.ValueType;
