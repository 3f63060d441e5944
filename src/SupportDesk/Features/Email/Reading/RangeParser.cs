using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>The parser of MimeKit, which remembers where in the bytes that lies which would come out of it changed or not at all.</summary>
internal sealed class RangeParser(ParserOptions options, ArraySegment<byte> bytes, ReadingState state)
    : MimeParser(options, new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), MimeFormat.Entity, persistent: true)
{
    private int open;

    protected override void OnMimeMessageBegin(MimeMessageBeginEventArgs args)
    {
        open++;
        base.OnMimeMessageBegin(args);
    }

    protected override void OnMimeMessageEnd(MimeMessageEndEventArgs args)
    {
        if (--open > 0)
            state.Inner[args.Message] = Slice(args.BeginOffset, args.EndOffset);
        base.OnMimeMessageEnd(args);
    }

    protected override void OnMimeEntityEnd(MimeEntityEndEventArgs args)
    {
        if (args.Entity is Multipart { Count: 0 } multipart)
            state.Unparted[multipart] = Slice(args.HeadersEndOffset, args.EndOffset);
        base.OnMimeEntityEnd(args);
    }

    private ArraySegment<byte> Slice(long start, long end)
    {
        start = Math.Clamp(start, 0, bytes.Count);
        return bytes.Slice((int)start, (int)(Math.Clamp(end, start, bytes.Count) - start));
    }
}
