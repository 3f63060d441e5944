using System.IO.Compression;
using System.Text;

namespace SupportDesk.Masking.Tests.Archives;

/// <summary>Writes zips field by field, so that they can lie.</summary>
internal sealed class RawZip
{
    private readonly List<RawEntry> entries = [];

    public byte[] Comment { get; init; } = [];

    public int? Count { get; init; }

    public int Gap { get; init; }

    public bool Zip64 { get; init; }

    public long? Zip64Count { get; init; }

    public RawZip Add(RawEntry entry)
    {
        entries.Add(entry);
        return this;
    }

    public byte[] Build()
    {
        var output = new MemoryStream();
        var writer = new BinaryWriter(output);
        foreach (var entry in entries)
            entry.WriteLocal(writer);
        writer.Write(new byte[Gap]);
        var directory = output.Position;
        foreach (var entry in entries)
            entry.WriteCentral(writer);
        var end = output.Position;
        if (Zip64)
        {
            writer.Write(0x06064B50u);
            writer.Write(44L);
            writer.Write(0x002D002Du);
            writer.Write(0L);
            writer.Write(Zip64Count ?? entries.Count);
            writer.Write(Zip64Count ?? entries.Count);
            writer.Write(end - directory);
            writer.Write(directory);
            writer.Write(0x07064B50u);
            writer.Write(0);
            writer.Write(end);
            writer.Write(1);
        }

        writer.Write(0x06054B50u);
        writer.Write(0);
        writer.Write((ushort)(Zip64 ? 0xFFFF : Count ?? entries.Count));
        writer.Write((ushort)(Zip64 ? 0xFFFF : Count ?? entries.Count));
        writer.Write(Zip64 ? uint.MaxValue : (uint)(end - directory));
        writer.Write(Zip64 ? uint.MaxValue : (uint)directory);
        writer.Write((ushort)Comment.Length);
        writer.Write(Comment);
        return output.ToArray();
    }
}

internal sealed class RawEntry
{
    private readonly byte[] content;
    private readonly byte[] packed;

    public RawEntry(string name, string text)
        : this(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(text))
    {
    }

    public RawEntry(byte[] name, byte[] bytes)
    {
        (Name, LocalName, content) = (name, name, bytes);
        var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(bytes);
        packed = output.ToArray();
    }

    public byte[] Name { get; }

    public byte[] LocalName { get; init; }

    public int Flags { get; init; }

    public int? LocalFlags { get; init; }

    public int Method { get; init; } = 8;

    public int LocalMethod { get; init; } = 8;

    public uint External { get; init; }

    public uint? Unpacked { get; init; }

    public uint? LocalUnpacked { get; init; }

    public uint? Crc { get; init; }

    public byte[] Extra { get; init; } = [];

    public byte[] LocalExtra { get; init; } = [];

    public byte[] Junk { get; init; } = [];

    /// <summary>Where the directory says that the entry begins.</summary>
    public uint? Start { get; set; }

    public uint? Packed { get; init; }

    private byte[] Data => Method == 0 ? content : packed;

    private uint RightCrc => Crc ?? SupportDesk.Masking.Archives.Crc32.Of(content);

    public void WriteLocal(BinaryWriter writer)
    {
        Start ??= (uint)writer.BaseStream.Position;
        var follows = ((LocalFlags ?? Flags) & 8) != 0;
        writer.Write(0x04034B50u);
        writer.Write((ushort)20);
        writer.Write((ushort)(LocalFlags ?? Flags));
        writer.Write((ushort)(Method == 8 ? LocalMethod : Method));
        writer.Write(0x5C75_8B2Fu);
        writer.Write(follows ? 0 : RightCrc);
        writer.Write(follows ? 0 : (uint)Data.Length);
        writer.Write(LocalUnpacked ?? Unpacked ?? (follows ? 0 : (uint)content.Length));
        writer.Write((ushort)LocalName.Length);
        writer.Write((ushort)LocalExtra.Length);
        writer.Write(LocalName);
        writer.Write(LocalExtra);
        writer.Write(Data);
        writer.Write(Junk);
    }

    public void WriteCentral(BinaryWriter writer)
    {
        writer.Write(0x02014B50u);
        writer.Write((ushort)(3 << 8 | 20));
        writer.Write((ushort)20);
        writer.Write((ushort)Flags);
        writer.Write((ushort)Method);
        writer.Write(0x5C75_8B2Fu);
        writer.Write(RightCrc);
        writer.Write(Packed ?? (uint)Data.Length);
        writer.Write(Unpacked ?? (uint)content.Length);
        writer.Write((ushort)Name.Length);
        writer.Write((ushort)Extra.Length);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write(External);
        writer.Write(Start!.Value);
        writer.Write(Name);
        writer.Write(Extra);
    }
}
