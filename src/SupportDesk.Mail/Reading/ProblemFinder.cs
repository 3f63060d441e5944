namespace SupportDesk.Mail;

/// <summary>Looks for what is wrong with a letter that was read: headers and contents, besides what the parser saw.</summary>
internal sealed class ProblemFinder
{
    private static readonly string[] Single = ["From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References"];
    private readonly SortedSet<MimeProblem> _found = [];

    private ProblemFinder()
    {
    }

    internal static IReadOnlyList<MimeProblem> Find(MimeReading reading)
    {
        var finder = new ProblemFinder();
        finder._found.UnionWith(reading.Findings.Problems);
        foreach (var cut in reading.Cuts) finder._found.Add(ProblemOf(cut));
        finder.LookAtFields(reading.Message);
        finder.LookAtBody(reading.Message.Body);
        finder.LookAtLineEnds(reading);
        return [.. finder._found];
    }

    private static MimeProblem ProblemOf(MimeCut cut) => cut switch
    {
        MimeCut.Message => MimeProblem.LetterCut,
        MimeCut.Headers => MimeProblem.HeadersCut,
        MimeCut.HeaderField => MimeProblem.HeaderFieldCut,
        MimeCut.Parts => MimeProblem.PartsCut,
        MimeCut.Depth => MimeProblem.DepthCut,
        _ => MimeProblem.LineCut,
    };

    private void LookAtFields(MimeMessage message)
    {
        if (!message.From.Mailboxes.Any(m => m.Address.Length > 0)) _found.Add(MimeProblem.FromMissing);
        if (message.Date == DateTimeOffset.MinValue) _found.Add(MimeProblem.DateUnreadable);
        var isRepeated = message.Headers.GroupBy(h => h.Field, StringComparer.OrdinalIgnoreCase).Any(g => g.Skip(1).Any() && Single.Contains(g.Key, StringComparer.OrdinalIgnoreCase));
        if (isRepeated) _found.Add(MimeProblem.HeaderRepeated);
        foreach (var header in message.Headers) LookAtField(header);
    }

    private bool LookAtField(Header header)
    {
        if (!Charsets.IsUtf8(header.Raw)) _found.Add(MimeProblem.HeaderRaw);
        var value = header.Unfolded;
        if (!value.Contains("=?", StringComparison.Ordinal)) return false;
        var text = EncodedWords.Decode(value, out var isBroken);
        if (isBroken) _found.Add(MimeProblem.EncodedWordBroken);
        return text != HeaderText.Clean(value);
    }

    private void LookAtBody(MimeEntity? body)
    {
        foreach (var entity in BodyTexts.All(body))
        {
            foreach (var header in entity.Headers)
            {
                var holdsWord = LookAtField(header);
                if (holdsWord && header.Field.ToUpperInvariant() is "CONTENT-TYPE" or "CONTENT-DISPOSITION") _found.Add(MimeProblem.EncodedWordInParameter);
            }
            if (entity is MimePart part) LookAtContent(part);
            if (entity is MessagePart { Message.Body: { } inner }) LookAtBody(inner);
        }
    }

    private void LookAtContent(MimePart part)
    {
        var named = part.Headers["Content-Transfer-Encoding"];
        if (!string.IsNullOrWhiteSpace(named) && part.ContentTransferEncoding == ContentEncoding.Default) _found.Add(MimeProblem.EncodingUnknown);
        if (part.Content is not MimeContent content) return;
        var decoder = content.Decoder();
        content.Decode(decoder);
        if (decoder is Base64Decoder { HadJunk: true }) _found.Add(MimeProblem.Base64Junk);
        if (decoder is Base64Decoder { WasCut: true }) _found.Add(MimeProblem.Base64Cut);
        if (decoder is QuotedPrintableDecoder { WasBroken: true }) _found.Add(MimeProblem.QuotedPrintableBroken);
        if (part is TextPart { IsAttachment: false } text) LookAtText(text);
    }

    private void LookAtText(TextPart text)
    {
        var verdict = text.Verdict();
        if (verdict == CharsetVerdict.Missing) _found.Add(MimeProblem.CharsetMissing);
        if (verdict == CharsetVerdict.Unknown) _found.Add(MimeProblem.CharsetUnknown);
        if (verdict == CharsetVerdict.Wrong) _found.Add(MimeProblem.CharsetWrong);
        if (verdict == CharsetVerdict.Broken) _found.Add(MimeProblem.CharsetBroken);
        if (text.Text.Contains('\0', StringComparison.Ordinal)) _found.Add(MimeProblem.NulByte);
    }

    private void LookAtLineEnds(MimeReading reading)
    {
        var holdsRawFile = BodyTexts.All(reading.Message.Body).OfType<MimePart>()
            .Any(p => (p is not TextPart || p.IsAttachment) && !MimePart.IsEncoded(p) && p is not MessageDeliveryStatus);
        if (holdsRawFile) return;
        var letter = reading.Findings.Letter.AsSpan();
        var both = letter.Count("\r\n"u8);
        if (both > 0 && letter.Count((byte)'\n') > both) _found.Add(MimeProblem.LineEndsMixed);
    }
}
