using System.Buffers.Binary;
using System.Text;

namespace SupportDesk.Mail.Tests.Reading;

/// <summary>What the corpus cannot show of winmail.dat: letters within, limits, damage at every byte.</summary>
public sealed class UnpackingTests
{
    private const uint AttachBegin = 0x69002;
    private const uint AttachTitle = 0x18010;
    private const uint AttachProperties = 0x69005;
    private const uint MessageProperties = 0x69003;

    [Fact]
    public async Task Read_LetterInsideWinmail_BecomesALetterWithin()
    {
        var inner = Tnef(Attribute(1, MessageProperties, Properties(Text(0x37, "Вложенное"), Text(0x1000, "внутри"), Text(0x0C1A, "Иван"), Text(0x5D01, "ivan@x.example"))));

        var letter = (await ReadAsync(Tnef(Embedded(inner)), new MimeReaderLimits())).Message.BodyParts.OfType<MessagePart>().Single().Message!;

        Assert.Equal("Вложенное", letter.Subject);
        Assert.Equal("внутри", letter.TextBody);
        Assert.Equal(new MailboxAddress("Иван", "ivan@x.example"), letter.From.Mailboxes.Single());
    }

    [Fact]
    public async Task T28_Read_WinmailWithinWinmail_StopsAtTheDepth()
    {
        var file = Tnef(Attribute(1, MessageProperties, Properties(Text(0x1000, "bottom"))));
        for (var i = 0; i < 100; i++) file = Tnef(Embedded(file));

        var reading = await ReadAsync(file, new MimeReaderLimits());

        Assert.Contains(MimeCut.Depth, reading.Cuts);
        Assert.Contains(MimeProblem.DepthCut, LetterSummary.Of(reading).Problems);
    }

    [Fact]
    public async Task T28_Read_WinmailOfThousandFiles_StopsAtTheParts()
    {
        var files = Enumerable.Range(0, 1000).SelectMany(i => Attribute(2, AttachBegin, new byte[14]).Concat(Attribute(2, 0x6800F, [(byte)i]))).ToArray();

        var reading = await ReadAsync(Tnef(files), new MimeReaderLimits { MaxParts = 10 });

        Assert.Contains(MimeCut.Parts, reading.Cuts);
        Assert.InRange(reading.Message.Attachments.Count(), 8, 10);
    }

    [Fact]
    public async Task T33_Read_ControlCharactersInAFileName_BecomeSpacesAsInAnyField()
    {
        byte[] files = [.. Attribute(2, AttachBegin, new byte[14]), .. Attribute(2, AttachTitle, "a\r\nBcc: x\u0001.txt\0"u8.ToArray()), .. Attribute(2, 0x6800F, [1])];

        var file = Assert.Single((await ReadAsync(Tnef(files), new MimeReaderLimits())).Message.Attachments.OfType<MimePart>());

        Assert.Equal("a  Bcc: x .txt", file.FileName);
    }

    [Fact]
    public void T28_RtfDecompressor_ClaimOfFourGigabytes_IsNotBelieved()
    {
        var bytes = new byte[40];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), uint.MaxValue);
        Encoding.ASCII.GetBytes("LZFu").CopyTo(bytes, 8);

        var rtf = RtfDecompressor.Run(bytes, 16 << 20);

        Assert.InRange(rtf!.Value.Array!.Length, 0, 1000);
    }

    [Fact]
    public void T28_RtfReader_HundredThousandGroups_AreRead()
    {
        var rtf = Encoding.ASCII.GetBytes("{\\rtf1 " + new string('{', 100_000) + "deep" + new string('}', 100_000) + " after}");

        Assert.Equal("deep after", RtfReader.Read(rtf, out _));
    }

    [Theory]
    [InlineData("{\\rtf1\\ansicpg1251 \\'cf\\'f0{\\*\\unknown skipped}\\par {\\pict 00ff}x\\~y\\_z\\{\\}\\\\}", "Пр\nx\u00A0y-z{}\\")]
    [InlineData("{\\rtf1\\uc2 \\u1055??\\u-10179??\\u-8704??}", "П😀")]
    [InlineData("{\\rtf1 a\\", "a")]
    [InlineData("}}}}a", "a")]
    [InlineData("\\'", "")]
    public void RtfReader_WordsAndBreaches_AreRead(string rtf, string text) => Assert.Equal(text, RtfReader.Read(Encoding.ASCII.GetBytes(rtf), out _));

    [Fact]
    public async Task Read_WinmailCutAtEveryByte_IsALetterAnyway()
    {
        var whole = Tnef([.. Attribute(1, MessageProperties, Properties(Text(0x1000, "тело"))), .. Embedded(Tnef(Attribute(1, 0x2800C, "x\0"u8.ToArray())))]);

        for (var length = 0; length < whole.Length; length++) LetterSummary.Of(await ReadAsync(whole[..length], new MimeReaderLimits()));
    }

    private static Task<MimeReading> ReadAsync(byte[] file, MimeReaderLimits limits)
    {
        var letter = "Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks);
        return BoundedMimeReader.ReadAsync(new MemoryStream(Encoding.ASCII.GetBytes(letter)), limits);
    }

    private static byte[] Tnef(byte[] attributes) => [.. Number(0x223E9F78), 1, 0, .. attributes];

    private static byte[] Embedded(byte[] tnef) =>
        [.. Attribute(2, AttachBegin, new byte[14]), .. Attribute(2, AttachProperties, Properties(Property(3, 0x3705, Number(5)), Property(0xD, 0x3701, Padded([.. new byte[16], .. tnef]))))];

    private static byte[] Attribute(byte level, uint id, byte[] value) => [level, .. Number(id), .. Number((uint)value.Length), .. value, 0, 0];

    private static byte[] Properties(params byte[][] properties) => [.. Number((uint)properties.Length), .. properties.SelectMany(p => p)];

    private static byte[] Text(ushort id, string text) => Property(0x1F, id, Padded(Encoding.Unicode.GetBytes(text + "\0")));

    private static byte[] Property(ushort type, ushort id, byte[] value) => [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes(id), .. value];

    private static byte[] Padded(byte[] value) => [.. Number(1), .. Number((uint)value.Length), .. value, .. new byte[(4 - value.Length % 4) % 4]];

    private static byte[] Number(uint value) => BitConverter.GetBytes(value);
}
