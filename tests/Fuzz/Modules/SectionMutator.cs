using ProcVM.Module;

namespace ProcVM.Fuzz.Modules;

/// <summary>Changes bytes inside sections and puts their sizes right again, so that the reader gets to the damage.</summary>
internal sealed class SectionMutator(Random random)
{
    private const int HeaderSize = 8;

    internal byte[] Mutate(byte[] original)
    {
        List<(byte Id, List<byte> Payload)> sections = Split(original);
        if (sections.Count == 0)
        {
            return original;
        }

        for (int i = random.Next(1, 3); i > 0; i--)
        {
            int place = random.Next(sections.Count);
            switch (random.Next(24))
            {
                case 0:
                    sections.RemoveAt(place);
                    break;
                case 1:
                    sections.Insert(place, sections[random.Next(sections.Count)]);
                    break;
                case 2:
                    sections[place] = ((byte)random.Next(256), sections[place].Payload);
                    break;
                default:
                    InPayload(sections[place].Payload);
                    break;
            }

            if (sections.Count == 0)
            {
                break;
            }
        }

        byte[] joined = Join(original, sections);
        if (random.Next(40) == 0)
        {
            return joined[..random.Next(joined.Length)];
        }

        return joined;
    }

    private void InPayload(List<byte> payload)
    {
        int place = random.Next(payload.Count + 1);
        switch (random.Next(6))
        {
            case 0:
                payload.Insert(place, (byte)random.Next(256));
                break;
            case 1 when place < payload.Count:
                payload.RemoveAt(place);
                break;
            case 2 when place < payload.Count:
                payload[place] ^= (byte)(1 << random.Next(8));
                break;
            case 3:
                // The largest numbers of each length.
                payload.InsertRange(place, Enumerable.Repeat((byte)0xFF, random.Next(5)).Append((byte)random.Next(16)));
                break;
            default:
                if (place < payload.Count)
                {
                    payload[place] = (byte)(random.Next(2) == 0 ? random.Next(256) : payload[place] + random.Next(-2, 3));
                }

                break;
        }
    }

    private static List<(byte Id, List<byte> Payload)> Split(byte[] module)
    {
        List<(byte Id, List<byte> Payload)> sections = [];
        for (int offset = HeaderSize; offset < module.Length;)
        {
            byte id = module[offset++];
            Leb128.TryReadU32(module, ref offset, out uint size);
            sections.Add((id, [.. module.AsSpan(offset, (int)size)]));
            offset += (int)size;
        }

        return sections;
    }

    private static byte[] Join(byte[] original, List<(byte Id, List<byte> Payload)> sections)
    {
        CodeBuffer joined = new();
        joined.WriteBytes(original.AsSpan(0, HeaderSize));
        foreach ((byte id, List<byte> payload) in sections)
        {
            joined.WriteByte(id);
            joined.WriteU32((uint)payload.Count);
            joined.WriteBytes(payload.ToArray());
        }

        return joined.Written.ToArray();
    }
}
