namespace SupportDesk.Mail;

/// <summary>What lies in a winmail.dat: [MS-OXTNEF]. Files are slices of it. Never throws; what is missing at the end is said.</summary>
internal sealed class TnefFile
{
    private const uint Signature = 0x223E9F78;
    private const uint BodyText = 0x0002800C;
    private const uint OemCodePage = 0x00069007;
    private const uint MessageProperties = 0x00069003;
    private const uint AttachBegin = 0x00069002;
    private const uint AttachTitle = 0x00018010;
    private const uint AttachBytes = 0x0006800F;
    private const uint AttachProperties = 0x00069005;
    private const uint SubjectText = 0x00018004;
    private const int MaxAttributes = 10_000;
    private const string UsualCharset = "windows-1251";
    private ArraySegment<byte>? _plainBody;
    private ArraySegment<byte>? _subject;
    private MapiProperties? _message;
    private string _charset = UsualCharset;

    internal bool IsBroken { get; private set; }

    internal List<TnefAttachment> Files { get; } = [];

    internal string? Subject => _message?.Text(MapiProperties.Subject, _charset) ?? (_subject is { } subject ? Decode(subject) : null);

    internal string? SenderName => _message?.Text(MapiProperties.SenderName, _charset);

    internal string? SenderAddress => _message?.Text(MapiProperties.SenderSmtpAddress, _charset) ?? _message?.Text(MapiProperties.SenderAddress, _charset);

    /// <summary>The text as plain text, null when there is none.</summary>
    internal string? Text => _message?.Text(MapiProperties.Body, _charset) ?? (_plainBody is { } body ? Decode(body) : null);

    /// <summary>The text as HTML, null when there is none.</summary>
    internal string? Html => _message?.Text(MapiProperties.Html, _charset)
        ?? (_message?.Bytes(MapiProperties.Html) is { } html ? Charsets.Decode(html, HtmlCharset.Find(html) ?? CodePage(MapiProperties.InternetCodePage) ?? _charset) : null);

    /// <summary>The compressed RTF, null when there is none.</summary>
    internal ArraySegment<byte>? Rtf => _message?.Bytes(MapiProperties.RtfCompressed);

    internal static bool IsTnef(ReadOnlySpan<byte> bytes) => bytes.Length >= 4 && BitConverter.ToUInt32(bytes) == Signature;

    internal static TnefFile Read(ArraySegment<byte> bytes)
    {
        var file = new TnefFile();
        var cursor = new TnefCursor(bytes);
        file.IsBroken = cursor.UInt32() != Signature;
        cursor.UInt16();
        for (var i = 0; i < MaxAttributes && !cursor.IsAtEnd && !file.IsBroken; i++) file.ReadAttribute(ref cursor);
        file.IsBroken |= !cursor.IsAtEnd;
        foreach (var attachment in file.Files) attachment.Charset = file._charset;
        return file;
    }

    private void ReadAttribute(ref TnefCursor cursor)
    {
        var level = cursor.Byte();
        var id = cursor.UInt32();
        var value = cursor.Take(cursor.UInt32());
        // What is left of a last attribute is still used: half a file is better than none. The check sum is not.
        IsBroken |= level is not (1 or 2) || cursor.IsBroken;
        cursor.UInt16();
        if (level == 1) TakeMessage(id, value);
        else if (id == AttachBegin) Files.Add(new TnefAttachment());
        else if (level == 2 && Files.Count > 0) TakeFile(Files[^1], id, value);
        IsBroken |= cursor.IsBroken;
    }

    private void TakeMessage(uint id, ArraySegment<byte> value)
    {
        switch (id)
        {
            case OemCodePage when value.Count >= 4 && BitConverter.ToInt32(value) is > 0 and < 65536 and var page:
                _charset = $"cp{page}";
                break;
            case BodyText:
                _plainBody = value;
                break;
            case SubjectText:
                _subject = value;
                break;
            case MessageProperties:
                _message = MapiProperties.Read(value);
                IsBroken |= _message.IsBroken;
                _charset = CodePage(MapiProperties.MessageCodePage) ?? _charset;
                break;
        }
    }

    private void TakeFile(TnefAttachment file, uint id, ArraySegment<byte> value)
    {
        switch (id)
        {
            case AttachTitle:
                file.Title = value;
                break;
            case AttachBytes:
                file.Bytes = value;
                break;
            case AttachProperties:
                file.Properties = MapiProperties.Read(value);
                IsBroken |= file.Properties.IsBroken;
                break;
        }
    }

    private string Decode(ArraySegment<byte> text) => Charsets.Decode(text.AsSpan().TrimEnd((byte)0), _charset);

    private string? CodePage(ushort property) => _message?.Number(property) is > 0 and < 65536 and not (1200 or 1201) and var page ? $"cp{page}" : null;
}

/// <summary>One file of a winmail.dat.</summary>
internal sealed class TnefAttachment
{
    private const int EmbeddedMessage = 5;
    private const int LongestName = 1000;

    internal ArraySegment<byte>? Title { get; set; }

    internal ArraySegment<byte>? Bytes { get; set; }

    internal MapiProperties? Properties { get; set; }

    internal string Charset { get; set; } = "windows-1251";

    internal string? Name => Text(MapiProperties.AttachLongFileName) ?? Text(MapiProperties.AttachFileName)
        ?? (Title is { } title ? NullIfEmpty(Charsets.Decode(title.AsSpan().TrimEnd((byte)0), Charset)) : null) ?? Text(MapiProperties.DisplayName);

    internal string? MediaType => Text(MapiProperties.AttachMimeTag);

    internal string? ContentId => Text(MapiProperties.AttachContentId);

    internal ArraySegment<byte> Content => Bytes ?? Properties?.Bytes(MapiProperties.AttachData) ?? ArraySegment<byte>.Empty;

    /// <summary>The content is another winmail.dat, of a letter that was attached.</summary>
    internal bool IsLetter => Properties?.Number(MapiProperties.AttachMethod) == EmbeddedMessage && TnefFile.IsTnef(Content);

    private string? Text(ushort id) => NullIfEmpty(Properties?.Text(id, Charset));

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text.Length > LongestName ? text[..LongestName] : text;
}
