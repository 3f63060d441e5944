using System.Buffers;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>
/// Builds a letter from pushed bytes (RFC 2045, 2046, 5322). Sans-I/O: the same bytes give the same letter in any chunks.
/// Work is linear in the input times <see cref="MimeReaderLimits.MaxDepth"/>.
/// </summary>
internal sealed class MimeParserCore
{
    private readonly MimeReaderLimits _limits;
    private readonly LineFeeder _lines;
    private readonly List<MimeFrame> _frames = [];
    private readonly ArrayBufferWriter<byte> _headerLine = new();
    private readonly MimeMessage _message = MimeMessage.Empty();
    private readonly int _repairs;
    private long _bytes;
    private int _parts;

    internal MimeParserCore(MimeReaderLimits limits, int repairs = 0)
    {
        (_limits, _repairs) = (limits, repairs);
        _lines = new LineFeeder(OnPiece);
        _frames.Add(new MimeFrame(new HeaderBlockParser(limits)) { Message = _message });
    }

    internal HashSet<MimeCut> Cuts { get; } = [];

    /// <summary>Takes the next bytes. False: the letter is larger than the limit, more is not wanted.</summary>
    internal bool Feed(ReadOnlySpan<byte> chunk)
    {
        var room = _limits.MaxMessageBytes - _bytes;
        var isTooLarge = chunk.Length > room;
        if (isTooLarge)
        {
            Cuts.Add(MimeCut.Message);
            chunk = chunk[..(int)room];
        }
        _bytes += chunk.Length;
        _lines.Feed(chunk);
        return !isTooLarge;
    }

    internal MimeMessage Complete()
    {
        _lines.Complete();
        if (Top.IsInHeaders && _headerLine.WrittenCount > 0) OnHeaderLine(default);
        if (Top.IsInHeaders) EndHeaders();
        Top.Content?.Append(Top.HeldLineEnd);
        while (_frames.Count > 0) Close();
        return _message;
    }

    private MimeFrame Top => _frames[^1];

    private void OnPiece(ReadOnlySpan<byte> content, bool isFirst, ReadOnlySpan<byte> lineEnd)
    {
        if (isFirst && content.StartsWith("--"u8) && TryBoundary(content)) return;
        if (Top.IsInHeaders)
        {
            var room = _limits.MaxHeaderFieldBytes - _headerLine.WrittenCount;
            if (content.Length > room) Cuts.Add(MimeCut.HeaderField);
            _headerLine.Write(content[..Math.Min(content.Length, room)]);
            if (!lineEnd.IsEmpty) OnHeaderLine(lineEnd);
            return;
        }
        OnBody(content, lineEnd);
    }

    private void OnBody(ReadOnlySpan<byte> content, ReadOnlySpan<byte> lineEnd)
    {
        if (Top.Content is not { } body) return;
        // The line end before a boundary belongs to the boundary, so each one waits for the line after it.
        body.Append(Top.HeldLineEnd);
        body.Append(content);
        Top.HoldLineEnd(lineEnd);
    }

    private void OnHeaderLine(ReadOnlySpan<byte> lineEnd)
    {
        var line = _headerLine.WrittenSpan.TrimEnd((byte)'\r').ToArray();
        _headerLine.ResetWrittenCount();
        var headers = Top.Headers!;
        if (line.Length == 0)
        {
            // Empty lines before the first field are a habit of scripts.
            if (!headers.IsUntouched || _frames.Count > 1) EndHeaders();
            return;
        }
        if (headers.AddLine(line)) return;
        EndHeaders();
        OnBody(line, lineEnd);
    }

    private void EndHeaders()
    {
        var frame = Top;
        var headers = frame.Headers!.Complete();
        Cuts.UnionWith(frame.Headers.Cuts);
        frame.Headers = null;
        var depth = _frames.Count;
        var entity = MimeEntityFactory.Create(headers, canNest: depth < _limits.MaxDepth, out var wasTooDeep);
        if (wasTooDeep) Cuts.Add(MimeCut.Depth);
        frame.Entity = entity;
        if (frame.Message is { } message)
        {
            message.Adopt(headers.Where(h => !MimeEntityFactory.IsContentField(h.Field)), entity);
        }
        switch (entity)
        {
            case Multipart multipart:
                frame.Boundary = BoundaryOf(multipart);
                frame.Content = new ChunkedBuffer();
                break;
            case MessagePart part:
                part.Message = MimeMessage.Empty();
                _frames.Add(new MimeFrame(new HeaderBlockParser(_limits)) { Message = part.Message });
                break;
            default:
                frame.Content = new ChunkedBuffer();
                break;
        }
    }

    private bool TryBoundary(ReadOnlySpan<byte> line)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            var frame = _frames[i];
            if (frame.Boundary is null || !line.StartsWith(frame.Boundary)) continue;
            var rest = line[frame.Boundary.Length..].Trim(" \t\r"u8);
            var isEnd = rest.StartsWith("--"u8);
            if (!rest.IsEmpty && !isEnd) continue;
            if (Top.IsInHeaders) EndHeaders();
            while (_frames.Count > i + 1) Close();
            frame.Content = null;
            frame.HoldLineEnd(default);
            if (!isEnd) OpenPart(frame);
            return true;
        }
        return false;
    }

    private void OpenPart(MimeFrame frame)
    {
        frame.HasParts = true;
        if (++_parts > _limits.MaxParts)
        {
            Cuts.Add(MimeCut.Parts);
            return;
        }
        _frames.Add(new MimeFrame(new HeaderBlockParser(_limits)));
    }

    private void Close()
    {
        var frame = Top;
        if (frame.IsInHeaders) EndHeaders();
        if (!ReferenceEquals(frame, Top)) return;
        _frames.RemoveAt(_frames.Count - 1);
        switch (frame.Entity)
        {
            case MimePart part when frame.Content is not null:
                part.Content = new MimeContent(frame.Content.OpenRead(), part.ContentTransferEncoding);
                break;
            case Multipart multipart when !frame.HasParts && frame.Content is { Length: > 0 }:
                BoundaryRepair.Fill(multipart, frame.Content, _limits, _repairs, Cuts);
                break;
        }
        if (frame.Message is null && _frames.Count > 0 && Top.Entity is Multipart parent) parent.Add(frame.Entity!);
    }

    private static byte[]? BoundaryOf(Multipart multipart)
    {
        var boundary = multipart.Boundary?.Trim();
        return string.IsNullOrEmpty(boundary) || boundary.Length > 1000 ? null : Encoding.UTF8.GetBytes("--" + boundary);
    }
}
