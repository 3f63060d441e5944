namespace SupportDesk.Mail;

/// <summary>
/// Builds a letter from its bytes (RFC 2045, 2046, 5322). Contents are views of the letter, never copies. Work is linear in the size of the
/// letter times <see cref="MimeReaderLimits.MaxDepth"/>.
/// </summary>
internal sealed class MimeParser
{
    private readonly MimeReaderLimits _limits;
    private readonly MimeFindings _findings;
    private int _parts;

    private MimeParser(ArraySegment<byte> letter, MimeReaderLimits limits) => (_limits, _findings) = (limits, new MimeFindings { Letter = letter });

    internal static MimeReading Parse(ArraySegment<byte> letter, bool isCut, MimeReaderLimits limits)
    {
        var parser = new MimeParser(letter, limits);
        if (isCut) parser._findings.Cut(MimeCut.Message);
        var message = MimeMessage.Empty();
        parser.ReadLetter(letter, depth: 1, message);
        return new MimeReading(message, parser._findings.Cuts) { Findings = parser._findings };
    }

    private void ReadLetter(ArraySegment<byte> letter, int depth, MimeMessage message)
    {
        var headers = HeaderBlock.Read(letter, isLetter: true, _limits, _findings, out var length);
        message.Adopt(headers, ReadEntity(headers, letter[length..], depth));
        var unpacking = new Unpacking(_limits, _findings) { Parts = _parts };
        message.Body = unpacking.Run(message.Body!, depth);
        _parts = unpacking.Parts;
    }

    private MimeEntity ReadEntity(List<Header> headers, ArraySegment<byte> body, int depth)
    {
        var entity = MimeEntityFactory.Create(headers, _findings);
        if (depth >= _limits.MaxDepth && entity is (Multipart or MessagePart))
        {
            _findings.Cut(MimeCut.Depth);
            entity = new MimePart(entity.ContentType, entity.Headers);
        }
        switch (entity)
        {
            case Multipart multipart:
                ReadParts(multipart, body, depth);
                break;
            case MessagePart part:
                part.Raw = Decode(part, body);
                part.Message = MimeMessage.Empty();
                ReadLetter(part.Raw, depth + 1, part.Message);
                break;
            case MimePart leaf:
                leaf.Content = new MimeContent(new SliceStream(LongLines.Cut(leaf, body, _limits.MaxLineBytes, _findings)), leaf.ContentTransferEncoding);
                break;
        }
        return entity;
    }

    private void ReadParts(Multipart multipart, ArraySegment<byte> body, int depth)
    {
        if (MimePart.IsEncoded(multipart)) _findings.Add(MimeProblem.EncodingForbidden);
        var delimiter = BoundaryScanner.Delimiter(multipart.Boundary);
        if (delimiter is null) _findings.Add(MimeProblem.BoundaryMissing);
        if (delimiter is not null && Split(multipart, body, delimiter, depth)) return;
        if (body.AsSpan().Trim(" \t\r\n"u8).IsEmpty) return;
        if (BoundaryScanner.Delimiter(BoundaryScanner.Guess(body)) is { } guessed && Split(multipart, body, guessed, depth))
        {
            _findings.Add(MimeProblem.BoundaryRepaired);
            return;
        }
        _findings.Add(MimeProblem.PartsMissing);
        multipart.Add(new TextPart(new ContentType("text", "plain"), []) { Content = new MimeContent(new SliceStream(body)) });
    }

    /// <summary>Reads the parts between the boundaries. False: there is not one boundary.</summary>
    private bool Split(Multipart multipart, ArraySegment<byte> body, byte[] delimiter, int depth)
    {
        var scanner = new BoundaryScanner(body, delimiter);
        var start = -1;
        var found = false;
        var isClosed = false;
        while (scanner.MoveNext())
        {
            found = true;
            if (start >= 0) AddPart(multipart, body[start..EndBefore(body, start, scanner.LineStart)], depth);
            isClosed |= scanner.IsLast;
            start = scanner.IsLast ? -1 : scanner.LineEnd;
        }
        if (start >= 0) AddPart(multipart, body[start..], depth);
        if (found && !isClosed) _findings.Add(MimeProblem.BoundaryNotClosed);
        return found;
    }

    /// <summary>The line end before a boundary belongs to the boundary.</summary>
    private static int EndBefore(ReadOnlySpan<byte> body, int start, int lineStart)
    {
        if (lineStart > start && body[lineStart - 1] == '\n') lineStart--;
        if (lineStart > start && body[lineStart - 1] == '\r') lineStart--;
        return lineStart;
    }

    private void AddPart(Multipart multipart, ArraySegment<byte> part, int depth)
    {
        if (++_parts > _limits.MaxParts)
        {
            _findings.Cut(MimeCut.Parts);
            return;
        }
        var headers = HeaderBlock.Read(part, isLetter: false, _limits, _findings, out var length);
        multipart.Add(ReadEntity(headers, part[length..], depth + 1));
    }

    /// <summary>Some programs encode a letter within the letter against RFC 2045 section 6.4.</summary>
    private ArraySegment<byte> Decode(MessagePart part, ArraySegment<byte> body)
    {
        if (!MimePart.IsEncoded(part)) return body;
        _findings.Add(MimeProblem.EncodingForbidden);
        var encoding = MimePart.EncodingOf(part);
        part.Headers.RemoveAll("Content-Transfer-Encoding");
        // Base64 has no colon and a header has: some programs only claim to have encoded.
        if (encoding == ContentEncoding.Base64 && body.AsSpan().Contains((byte)':')) return body;
        return new MimeContent(new SliceStream(body), encoding).Decode();
    }
}
