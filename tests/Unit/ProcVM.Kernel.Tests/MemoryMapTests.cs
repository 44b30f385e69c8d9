using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Kernel.Memory;

namespace ProcVM.Kernel.Tests;

/// <summary>What lies where, beside a model that keeps one entry for each page.</summary>
public class MemoryMapTests
{
    private const ulong Page = MemoryMap.PageSize;
    private const ulong Lowest = 16 * Page;
    private const ulong Top = 200 * Page;
    private const ulong Limit = 220 * Page;
    private const MemoryAccess ReadWrite = MemoryAccess.Read | MemoryAccess.Write;

    [Fact]
    public void ManyStepsComeToWhatAModelSays()
    {
        Random random = new(7);
        MemoryQuota quota = new(1UL << 40);
        MemoryMap map = new(Lowest, Top, Limit, quota);
        Dictionary<ulong, (MemoryAccess Access, RegionUse Use)> pages = [];
        PageTableThread thread = new();
        for (int step = 0; step < 5000; step++)
        {
            ulong start = (ulong)random.Next(16, 215) * Page;
            ulong length = (ulong)random.Next(1, 12) * Page;
            bool isRange = start + length <= Limit;
            switch (random.Next(4))
            {
                case 0 or 1:
                    MemoryAccess access = (MemoryAccess)random.Next(8);
                    RegionUse use = (RegionUse)random.Next(3);
                    Assert.Equal(isRange ? Errno.None : Errno.ENOMEM, map.Map(thread, new Region(start, start + length, access, use)));
                    ForPages(isRange, start, length, page => pages[page] = (access, use));
                    break;
                case 2:
                    Assert.Equal(isRange ? Errno.None : Errno.EINVAL, map.Unmap(thread, start, length));
                    ForPages(isRange, start, length, page => pages.Remove(page));
                    break;
                default:
                    bool isMapped = isRange && Pages(start, length).All(pages.ContainsKey);
                    Assert.Equal(isMapped ? Errno.None : Errno.ENOMEM, map.Protect(thread, start, length, MemoryAccess.Read));
                    ForPages(isMapped, start, length, page => pages[page] = (MemoryAccess.Read, pages[page].Use));
                    break;
            }

            AssertSame(map, pages);
            Assert.Equal((ulong)pages.Values.Count(static page => (page.Access & MemoryAccess.Write) != 0) * Page, quota.Taken);
            ulong free = map.FindFree(0, length);
            Assert.True(free == 0 || (free + length <= Top && map.IsFree(free, length) && Pages(free, length).All(page => !pages.ContainsKey(page))));
        }

        map.Release();
        Assert.Equal(0UL, quota.Taken);
    }

    [Fact]
    public void TheQuotaIsForAllProcesses()
    {
        MemoryQuota quota = new(10 * Page);
        MemoryMap map = new(Lowest, Top, Limit, quota);
        PageTableThread thread = new();
        Assert.Equal(Errno.None, map.Map(thread, new Region(Lowest, Lowest + (6 * Page), ReadWrite, RegionUse.Anonymous)));
        Assert.Equal(Errno.ENOMEM, map.Map(thread, new Region(Top, Top + (5 * Page), ReadWrite, RegionUse.Anonymous)));
        Assert.Equal(Errno.None, map.Map(thread, new Region(Top, Top + (5 * Page), MemoryAccess.Read, RegionUse.Anonymous)));
        Assert.Equal(Errno.ENOMEM, map.Fork(out _));
        Assert.Equal(Errno.ENOMEM, map.Protect(thread, Top, 5 * Page, ReadWrite));
        Assert.Equal(Errno.None, map.Unmap(thread, Lowest, 3 * Page));
        Assert.Equal(Errno.None, map.Fork(out MemoryMap? copy));
        Assert.Equal(6 * Page, quota.Taken);
        copy!.Release();
        Assert.Equal(3 * Page, quota.Taken);
    }

    [Fact]
    public void TheBreakMovesInItsBounds()
    {
        MemoryMap map = new(Lowest, Top, Limit, new MemoryQuota(50 * Page));
        PageTableThread thread = new();
        ulong start = Lowest + 100;
        map.SetBreakStart(start);
        Assert.Equal(start, map.MoveBreak(thread, 0));
        Assert.Equal(start + 5000, map.MoveBreak(thread, start + 5000));
        Assert.Equal(start + 5000, map.MoveBreak(thread, start + (60 * Page)));
        Assert.Equal(start + 5000, map.MoveBreak(thread, ulong.MaxValue));
        Assert.Equal(Errno.None, map.Map(thread, new Region(Lowest + (10 * Page), Lowest + (11 * Page), ReadWrite, RegionUse.Anonymous)));
        Assert.Equal(start + 5000, map.MoveBreak(thread, Lowest + (12 * Page)));
        Assert.Equal(start, map.MoveBreak(thread, start));
    }

    [Fact]
    public void AbsurdLengthsAreNoRanges()
    {
        MemoryMap map = new(Lowest, Top, Limit, new MemoryQuota(ulong.MaxValue));
        Assert.Equal(0UL, MemoryMap.RoundUp(ulong.MaxValue));
        Assert.Equal(0UL, map.FindFree(0, ulong.MaxValue & ~(Page - 1)));
        Assert.False(map.IsRange(Lowest, ulong.MaxValue & ~(Page - 1)));
        Assert.False(map.IsRange(ulong.MaxValue - Page + 1, Page));
        Assert.False(map.IsRange(0, Page));
    }

    private static IEnumerable<ulong> Pages(ulong start, ulong length)
    {
        for (ulong page = start; page < start + length; page += Page)
        {
            yield return page;
        }
    }

    private static void ForPages(bool isWanted, ulong start, ulong length, Action<ulong> act)
    {
        if (isWanted)
        {
            Pages(start, length).ToList().ForEach(act);
        }
    }

    private static void AssertSame(MemoryMap map, Dictionary<ulong, (MemoryAccess Access, RegionUse Use)> pages)
    {
        ulong end = 0;
        int count = 0;
        foreach (Region region in map.Regions)
        {
            Assert.True(region.Start >= end && region.End > region.Start);
            end = region.End;
            foreach (ulong page in Pages(region.Start, region.Length))
            {
                Assert.Equal((region.Access, region.Use), pages[page]);
                count++;
            }
        }

        Assert.Equal(pages.Count, count);
    }

    /// <summary>An engine that does whatever it is told.</summary>
    private sealed class PageTableThread : IGuestThread, IAddressSpace
    {
        private X86Registers _registers;

        public IAddressSpace Space => this;

        public ref X86Registers Registers => ref _registers;

        public ulong Limit => MemoryMapTests.Limit;

        public Exit Resume() => default;

        public void Interrupt()
        {
        }

        public int ReadExtendedState(Span<byte> area) => 0;

        public bool WriteExtendedState(ReadOnlySpan<byte> area) => false;

        public Errno Clone(out IGuestThread? thread)
        {
            thread = null;
            return Errno.EAGAIN;
        }

        public Errno SetSegment(int entry, in SegmentDescriptor segment, ulong description) => Errno.ENOSYS;

        public Errno Fork(out IGuestThread? child)
        {
            child = null;
            return Errno.EAGAIN;
        }

        public Errno Map(IGuestThread by, ulong address, ulong length, MemoryAccess access, bool isShared = false) => Errno.None;

        public Errno MapFile(IGuestThread by, ulong address, ulong length, MemoryAccess access, IMappableFile file, long offset, bool isShared = false) => Errno.None;

        public Errno Unmap(IGuestThread by, ulong address, ulong length) => Errno.None;

        public Errno Protect(IGuestThread by, ulong address, ulong length, MemoryAccess access) => Errno.None;

        public Errno Move(IGuestThread by, ulong address, ulong length, ulong newAddress, ulong newLength) => Errno.None;

        public Errno Discard(IGuestThread by, ulong address, ulong length) => Errno.None;

        public int Read(IGuestThread by, ulong address, Span<byte> buffer) => buffer.Length;

        public int Write(IGuestThread by, ulong address, ReadOnlySpan<byte> data) => data.Length;

        public bool TryExchange(IGuestThread by, ulong address, uint expected, uint desired, out uint found)
        {
            found = expected;
            return true;
        }

        public void Kill()
        {
        }

        public void Dispose()
        {
        }
    }
}
