using System.Text;

namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// Goes through the header blocks of an e-mail, those of its parts too, before the parser does: one field costs the parser the square of
/// its length. What goes over a limit is cut, and two usual breaches are mended (a continuation line without its blank, a missing empty
/// line). One pass; an e-mail without either is not copied.
/// </summary>
internal sealed class HeaderLimiter
{
    // A field of so many lines is brought onto one: the parser copies what it has for each of them.
    private const int MostLines = 50;
    private const int LongField = 4096;
    private const int LongestName = 200;
    private const int LineEnd = 2;
    private const int LongestLineEnd = 16;

    private readonly ArraySegment<byte> email;
    private readonly ReadingState state;
    private readonly RawFields raw = new();
    private readonly BoundaryNames boundaries = new();
    private HeaderRewriter? rewriter;
    private FieldSpan field;
    private BlockTotals block;
    private bool isDigest;

    private readonly bool isGroup;

    private HeaderLimiter(ArraySegment<byte> email, ReadingState state, bool isGroup = false) =>
        (this.email, this.state, this.isGroup) = (email, state, isGroup);

    private ReadOnlySpan<byte> Bytes => email.AsSpan();

    private HeaderRewriter Rewriter => rewriter ??= new HeaderRewriter(email, block.Lead);

    /// <param name="email">As it came.</param>
    /// <param name="charset">How header fields are read that are neither ASCII nor UTF-8.</param>
    public static ArraySegment<byte> Run(ArraySegment<byte> email, ReadingState state, out Encoding charset)
    {
        // A byte order mark before the first field is no part of its name.
        if (email.AsSpan().StartsWith("\uFEFF"u8))
            email = email[3..];
        var (parts, longFields) = (state.Parts, state.LongFieldBytes);
        var limiter = new HeaderLimiter(email, state);
        var end = limiter.Walk();
        if (limiter.boundaries.Early is { Count: > 0 } early)
        {
            // Parts follow behind the line that says there are none: without those lines the parser finds them.
            (state.Parts, state.LongFieldBytes) = (parts, longFields);
            limiter = new HeaderLimiter(LineRemoval.Run(email, early), state);
            end = limiter.Walk();
        }

        charset = limiter.raw.Charset();
        if (limiter.raw.IsForeign)
            state.Problems.Add(EmailProblem.HeaderRaw);
        return limiter.rewriter?.Finish(end) ?? limiter.email[limiter.block.Lead..end];
    }

    /// <summary>The same for a group of fields without a body: lines that are none are left away.</summary>
    public static ArraySegment<byte> RunGroup(ArraySegment<byte> fields, ReadingState state)
    {
        var limiter = new HeaderLimiter(fields, state, isGroup: true);
        limiter.Block(0, isEmail: true);
        return limiter.rewriter?.Finish(fields.Count) ?? limiter.email[limiter.block.Lead..];
    }

    /// <returns>Where the e-mail ends: before the first part that is one too many.</returns>
    private int Walk()
    {
        var at = Blocks(0, isEmail: true);
        if (boundaries.IsEmpty)
            return email.Count;
        at = Math.Max(0, at - 1);
        while (Bytes[at..].IndexOf("\n--"u8) is var found and >= 0)
        {
            var line = at + found + 1;
            var next = NextLine(line);
            // The line end stays for the next search: it may begin a boundary itself.
            at = Math.Max(line, next - 1);
            if (!boundaries.Divides(Bytes[(line + 2)..next].TrimEnd(" \t\r\n"u8), line))
                continue;
            if (!state.TryTakePart())
                return line;
            at = Math.Max(next - 1, Blocks(next, isEmail: false) - 1);
        }

        if (boundaries.HasOpen)
            state.Problems.Add(EmailProblem.BoundaryNotClosed);
        return email.Count;
    }

    /// <summary>One block, and those of the messages that it announces.</summary>
    private int Blocks(int at, bool isEmail)
    {
        for (var depth = 0; depth <= state.Limits.MaxDepth; depth++)
        {
            at = Block(at, isEmail);
            if (!block.AnnouncesMessage && !(isDigest && !block.HasType && !isEmail))
                break;
            isEmail = true;
        }

        return at;
    }

    private int Block(int at, bool isEmail)
    {
        var lead = block.Lead;
        block = new BlockTotals { Lead = lead };
        field = default;
        while (at < email.Count)
        {
            var next = NextLine(at);
            var line = Bytes[at..next].TrimEnd("\r\n"u8);
            if (line.IsEmpty)
            {
                if (!isEmail || block.Fields > 0 || field.IsOpen)
                {
                    EndField(at);
                    // The parser would not take a line for empty whose carriage returns are doubled, or whose line feed is missing at the end.
                    var kept = Bytes[next - 1] == '\n' ? Math.Min(next - at, LineEnd) : 0;
                    if (kept < next - at)
                        Rewriter.Drop(at, next - kept);
                    return next;
                }

                // Scripts like to put empty lines before the first field.
                Drop(at, next);
            }
            else if (!TakeLine(line, at, next))
                return at;
            at = next;
        }

        EndField(at);
        return at;
    }

    private bool TakeLine(ReadOnlySpan<byte> line, int at, int next)
    {
        if (line[0] is (byte)' ' or (byte)'\t' && field.IsOpen)
        {
            field.Extend(at + line.Length);
            return true;
        }

        var colon = line.IndexOf((byte)':');
        if (colon > 0 && IsName(line[..colon].TrimEnd(" \t"u8)))
        {
            EndField(at);
            field = new FieldSpan(at, at + colon + 1, at + line.Length);
            return true;
        }

        // The "From " line of mbox files, and the same line quoted by broken relays.
        if (line.StartsWith(">From "u8) || (line.StartsWith("From "u8) && block.Fields == 0 && !field.IsOpen))
        {
            EndField(at);
            Drop(at, next);
            return true;
        }

        return TakeStray(line, at, next);
    }

    /// <returns>False: the header is over without an empty line.</returns>
    private bool TakeStray(ReadOnlySpan<byte> line, int at, int next)
    {
        // The parts begin with the boundary that a field above has named: the empty line before them is missing.
        var isBoundary = line.StartsWith("--"u8) && boundaries.Knows(line[2..].TrimEnd(" \t"u8));
        if (!isBoundary && field.IsOpen && StrayLine.GoesOn(Bytes, field, line, next))
        {
            state.Problems.Add(EmailProblem.HeaderLineStray);
            field.Extend(at + line.Length);
            field.AddBlank(at);
            return true;
        }

        EndField(at);
        if (isGroup)
        {
            Drop(at, next);
            return true;
        }

        if (block.Fields > 0)
            state.Problems.Add(EmailProblem.HeaderNotEnded);
        Rewriter.Insert(at, "\r\n"u8);
        return false;
    }

    private void EndField(int at)
    {
        if (!field.IsOpen)
            return;
        var (start, value, end) = (field.Start, field.Value, field.End);
        var length = end - value;
        var limits = state.Limits;
        if (block.Fields >= limits.MaxHeaders || block.Bytes >= limits.MaxHeaderBytes)
        {
            state.Problems.Add(EmailProblem.HeadersCut);
            Rewriter.Drop(start, at);
            field = default;
            return;
        }

        var room = Math.Min(limits.MaxHeaderFieldBytes, limits.MaxHeaderBytes - block.Bytes);
        if (length > LongField)
        {
            state.LongFieldBytes += Math.Min(length, room);
            if (state.LongFieldBytes > limits.MaxLongFieldBytes)
                room = Math.Min(room, LongField);
        }

        var kept = Math.Min(length, room);
        if (kept < length)
            state.Problems.Add(EmailProblem.HeaderFieldCut);
        // Behind it may stand as many carriage returns as somebody likes: the parser takes them into the field.
        var isChanged = kept < length || at - end > LongestLineEnd || field.Lines > MostLines || field.Blanks is not null;
        if (isChanged)
            Rewriter.Replace(value, value + kept, at, field.Lines > MostLines, field.Blanks);
        if (!Note(start, Bytes[value..(value + kept)], value, out var mended) || isChanged)
            return;
        if (mended is null)
            Rewriter.Drop(start, at);
        else
            Rewriter.Replace(value, mended, at);
    }

    /// <summary>Looks at what a field says.</summary>
    /// <returns>True: it is to be written anew, or left away.</returns>
    private bool Note(int start, ReadOnlySpan<byte> text, int value, out byte[]? mended)
    {
        field = default;
        mended = null;
        block.Fields++;
        block.Bytes += value - start + text.Length;
        raw.Look(text);
        var name = Bytes[start..(value - 1)].TrimEnd(" \t"u8);
        if (Ascii.EqualsIgnoreCase(name, "Content-Type"u8))
        {
            mended = WithoutDoubledType(text);
            if (!NoteType(mended ?? text))
            {
                mended = null;
                return true;
            }

            if (mended is not null)
                return true;
        }

        if (!EncodedWords.MaySuspend(text))
            return false;
        var words = EncodedWords.Find(text, out var isBroken);
        mended = EncodedWordMending.Run(text, words, out var hasUnknown);
        if (isBroken || hasUnknown)
            state.Problems.Add(EmailProblem.EncodedWordBroken);
        if (words.Count > 0 && (Ascii.EqualsIgnoreCase(name, "Content-Type"u8) || Ascii.EqualsIgnoreCase(name, "Content-Disposition"u8)))
            state.Problems.Add(EmailProblem.EncodedWordInParameter);
        return mended is not null;
    }

    // "multipart/multipart/mixed", as some scripts put it together.
    private byte[]? WithoutDoubledType(ReadOnlySpan<byte> text)
    {
        var type = text.TrimStart(" \t\r\n"u8);
        if (type.Length <= 2 * Doubled.Length || !Ascii.EqualsIgnoreCase(type[..Doubled.Length], Doubled)
            || !Ascii.EqualsIgnoreCase(type.Slice(Doubled.Length, Doubled.Length), Doubled))
            return null;
        state.Problems.Add(EmailProblem.ContentTypeBroken);
        return [(byte)' ', .. type[Doubled.Length..]];
    }

    private static ReadOnlySpan<byte> Doubled => "multipart/"u8;

    /// <returns>False: it cannot be read and is a text, as RFC 2045 section 5.2 recommends.</returns>
    private bool NoteType(ReadOnlySpan<byte> text)
    {
        block.HasType = true;
        raw.Hint ??= HtmlCharset.Find(text);
        var type = text.TrimStart(" \t\r\n"u8);
        if (!IsType(type))
        {
            if (!type.IsEmpty)
                state.Problems.Add(EmailProblem.ContentTypeBroken);
            return !type.IsEmpty && !(type.Length >= 4 && Ascii.EqualsIgnoreCase(type[..4], "text"u8));
        }

        block.AnnouncesMessage |= type.Length > 7 && (Ascii.EqualsIgnoreCase(type[..7], "message"u8) || (type[0] == '(' && Has(type, "message"u8)));
        if (Has(type, "multipart"u8))
        {
            isDigest |= Has(type, "digest"u8);
            boundaries.Add(text);
        }

        return true;
    }

    // Two words with a slash between; what the parser is more patient with is left to it.
    private static bool IsType(ReadOnlySpan<byte> type)
    {
        var slash = type.IndexOf((byte)'/');
        var end = type.IndexOf((byte)';');
        return slash > 0 && slash + 1 < type.Length && (end < 0 || slash < end);
    }

    private void Drop(int start, int end)
    {
        if (rewriter is null && start == block.Lead)
            block.Lead = end;
        else
            Rewriter.Drop(start, end);
    }

    private int NextLine(int at) => Bytes[at..].IndexOf((byte)'\n') is var length and >= 0 ? at + length + 1 : email.Count;

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var at = 0; at + word.Length <= text.Length; at++)
        {
            var found = text[at..].IndexOfAny(word[0], (byte)(word[0] & 0xDF));
            if (found < 0 || (at += found) + word.Length > text.Length)
                return false;
            if (Ascii.EqualsIgnoreCase(text.Slice(at, word.Length), word))
                return true;
        }

        return false;
    }

    private static bool IsName(ReadOnlySpan<byte> name) => !name.IsEmpty && name.Length <= LongestName && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');

    private struct BlockTotals
    {
        public int Fields;
        public int Bytes;

        /// <summary>What is left away before the first field of the e-mail.</summary>
        public int Lead;

        public bool HasType;
        public bool AnnouncesMessage;
    }
}
