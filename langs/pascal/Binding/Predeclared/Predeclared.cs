namespace ProcVM.Pascal.Binding;

/// <summary>The predeclared routines by their Pascal names.</summary>
internal enum Predeclared
{
    // ISO 7185.
    Abs, Sqr, Sin, Cos, Exp, Ln, Sqrt, ArcTan, Trunc, Round, Ord, Chr, Succ, Pred, Odd, Eof, Eoln,
    Rewrite, Put, Reset, Get, Read, ReadLn, Write, WriteLn, Page, New, Dispose, Pack, Unpack,

    // The dialect.
    Inc, Dec, Exit, Break, Continue, Halt, High, Low, Length, SetLength, Copy, Concat, Pos, Insert, Delete, Str, Val,
    UpCase, LowerCase, UpperCase, StringOfChar, GetMem, FreeMem, AllocMem, Assign, Append, Close, SeekEof, SeekEoln, Seek, FilePos, FileSize,
    Truncate, Erase, Rename, BlockRead, BlockWrite, IoResult, Flush, ParamCount, ParamStr, Random, Randomize, FillChar, Move, SizeOf, BitSizeOf,
    RolByte, RolWord, RolDWord, RolQWord, RorByte, RorWord, RorDWord, RorQWord, SarShortInt, SarSmallInt, SarLongInt, SarInt64,
    BsfByte, BsfWord, BsfDWord, BsfQWord, BsrByte, BsrWord, BsrDWord, BsrQWord, PopCnt,
    Hi, Lo, Swap, Int, Frac, Pi, Include, Exclude, Assert, RunError, Assigned, Addr, MemAvail, GetEnv, TickCount, UnixTime, RandSeed,

}
