using System.Buffers;
using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Rules;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking;

/// <summary>
/// Hides card numbers, verification values, passwords, tokens and cookies in a stream of text, whatever its size,
/// in constant memory. The result does not depend on how the input is cut into blocks.
/// </summary>
/// <remarks>
/// One instance masks one input at a time and is not thread-safe. It holds back up to about 600 bytes of
/// unfinished text between calls, unmasked; <see cref="Reset"/> and the end of the input overwrite them with zeros.
/// </remarks>
public sealed class Masker
{
    internal const int StreamWindow = 64 * 1024;

    /// <summary>The smallest window that works: what a rule sees before and after a position, and room to move.</summary>
    internal const int SmallestWindow = 4 * (Rule.Behind + Rule.Ahead);

    private readonly MaskingOptions _options;
    private readonly Window _window;
    private readonly EditList _edits = new();
    private readonly TriggerScanner _triggers;
    private readonly Rule[] _rules = RuleBook.Create();
    private readonly Rule[][] _rulesByByte = new Rule[256][];
    private readonly byte[]?[] _replacements = new byte[]?[Enum.GetValues<SecretKind>().Length];
    private readonly bool _countCharacters;

    private int _emitted; // everything before has been copied out
    private int _half; // and so many bytes of the character there
    private int _scanned; // everything before has been decided
    private int _floor; // rules see nothing before: it has been hidden
    private int _lineCounted; // line feeds before are counted in _lines
    private long _lines;
    private bool _finished;
    private OpenValue? _open;

    /// <summary>Creates a masker with the given or the default settings.</summary>
    public Masker(MaskingOptions? options = null)
        : this(options, StreamWindow, null)
    {
    }

    internal Masker(MaskingOptions? options, int window, TextFormat? format, bool countCharacters = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, SmallestWindow);
        _options = options ?? new MaskingOptions();
        _window = new Window(window, format);
        _triggers = new TriggerScanner(_rules);
        _countCharacters = countCharacters;
        for (var b = 0; b < 256; b++)
            _rulesByByte[b] = [.. _rules.Where(rule => StartsAt(rule, (byte)b))];
        Report = new MaskReport(_options.MaxFindings);
    }

    /// <summary>What was hidden so far since the start or the last <see cref="Reset"/>.</summary>
    public MaskReport Report { get; private set; }

    /// <summary>Masks the next part of the input.</summary>
    /// <param name="source">The next bytes of the input.</param>
    /// <param name="destination">Receives masked bytes; any size above zero makes progress.</param>
    /// <param name="bytesConsumed">How many bytes of the source were taken.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <param name="isFinalBlock">True when nothing follows the source.</param>
    /// <returns>
    /// <see cref="OperationStatus.Done"/>: the source is taken and nothing is held back.
    /// <see cref="OperationStatus.NeedMoreData"/>: the source is taken, some bytes wait for what follows.
    /// <see cref="OperationStatus.DestinationTooSmall"/>: call again with the rest of the source and more room.
    /// </returns>
    /// <exception cref="InvalidOperationException">More input came after the end without <see cref="Reset"/>.</exception>
    public OperationStatus Mask(ReadOnlySpan<byte> source, Span<byte> destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock)
    {
        bytesConsumed = bytesWritten = 0;
        if (_finished)
            return source.IsEmpty ? OperationStatus.Done : throw new InvalidOperationException("The input has ended; reset the masker first.");

        while (true)
        {
            MakeRoom();
            var taken = _window.Fill(source[bytesConsumed..]);
            bytesConsumed += taken;
            Report.Bytes += _countCharacters ? taken / _window.Width : taken;
            var last = isFinalBlock && bytesConsumed == source.Length;
            if (!_window.IsDecided && !_window.Decide(last))
                return _window.Rest.IsEmpty ? OperationStatus.Done : OperationStatus.NeedMoreData;

            Scan(last);
            var room = Emit(destination, ref bytesWritten, last);
            if (!room)
                return OperationStatus.DestinationTooSmall;
            if (bytesConsumed < source.Length)
                continue;
            if (last)
            {
                Finish();
                return OperationStatus.Done;
            }

            return _emitted == _window.Count && _window.Rest.IsEmpty ? OperationStatus.Done : OperationStatus.NeedMoreData;
        }
    }

    /// <summary>Forgets the input, overwrites what was held back with zeros and starts a new report.</summary>
    public void Reset()
    {
        Clear();
        _finished = false;
        Report = new MaskReport(_options.MaxFindings);
    }

    /// <summary>Ends the input here: overwrites what was held back with zeros and keeps the report.</summary>
    internal void Discard() => Finish();

    private static bool StartsAt(Rule rule, byte b) =>
        (rule.OnDigits && Bytes.IsDigit(b))
        || (rule.OnStars && (b is (byte)'*' or (byte)'x' or (byte)'X'))
        || rule.Stems.Any(stem => stem.Spellings.Any(s => s.Lower[0] == b || s.Upper[0] == b));

    private void Scan(bool last)
    {
        if (last)
            _window.Pad();
        var limit = last ? _window.Count : _window.Count - Rule.Ahead;
        while (_scanned < limit)
        {
            if (_open is not null && !TryClose(limit))
                break;
            var at = _triggers.Next(_window.Padded, _scanned, limit);
            _scanned = at;
            if (at < limit)
                Examine(at);
        }

        if (last && _open is not null)
            CloseAt(_window.Count);
    }

    private void Examine(int at)
    {
        var from = Math.Max(_floor, at - Rule.Behind);
        var text = _window.View[from..Math.Min(_window.Count, at + Rule.Ahead)];
        foreach (var rule in _rulesByByte[text[at - from]])
        {
            var verdict = rule.Examine(text, at - from);
            if (verdict.Act == Act.None)
                continue;
            Apply(rule, verdict, from);
            return;
        }

        _scanned = at + 1;
    }

    private void Apply(Rule rule, in Verdict verdict, int from)
    {
        int start = from + verdict.Start, end = from + verdict.End;
        switch (verdict.Act)
        {
            case Act.Stars:
                foreach (var position in verdict.Positions)
                    _window.Star(from + position);
                Record(rule, LineAt(start), OffsetAt(start), OffsetAt(end) - OffsetAt(start));
                break;
            case Act.Hide:
                _edits.Add(start, end, Replacement(rule.Kind));
                Record(rule, LineAt(start), OffsetAt(start), OffsetAt(end) - OffsetAt(start));
                _floor = end;
                break;
            case Act.HideValue:
                _edits.Add(start, start, Replacement(rule.Kind));
                _open = new OpenValue(rule, verdict.Closing, start, LineAt(start), OffsetAt(start));
                break;
        }

        _scanned = Math.Max(_scanned + 1, end);
    }

    private bool TryClose(int limit)
    {
        var stop = _open!.Closing.Find(_window.View, _open.First, _scanned, limit);
        if (stop < 0)
        {
            _scanned = limit;
            _edits.Last.End = limit;
            return false;
        }

        CloseAt(stop);
        return true;
    }

    private void CloseAt(int stop)
    {
        var open = _open!;
        _open = null;
        _edits.Last.End = stop;
        _scanned = _floor = stop;
        Record(open.Rule, open.Line, open.Offset, OffsetAt(stop) - open.Offset);
    }

    private void Record(Rule rule, long line, long offset, long length) =>
        Report.Add(new Finding(rule.Kind, line, offset, (int)Math.Min(length, int.MaxValue), rule.Name));

    private long OffsetAt(int at) => (_window.Dropped + at) * (_countCharacters ? 1 : _window.Width);

    private long LineAt(int at)
    {
        CountLines(at);
        return _lines + 1;
    }

    private void CountLines(int upTo)
    {
        if (upTo <= _lineCounted)
            return;
        _lines += _window.View[_lineCounted..upTo].Count((byte)'\n');
        _lineCounted = upTo;
    }

    private byte[] Replacement(SecretKind kind) => _replacements[(int)kind] ??= _window.Encode(RuleBook.Replacement(kind));

    // Copies out what no rule can change any more. False when the destination is full before that.
    private bool Emit(Span<byte> destination, ref int written, bool last)
    {
        var limit = last ? _window.Count : Math.Max(_emitted, _scanned - Rule.Behind);
        while (true)
        {
            if (!_edits.IsEmpty && _edits.First.Start <= _emitted)
            {
                ref var edit = ref _edits.First;
                var rest = edit.Text.AsSpan(edit.Written);
                var count = Math.Min(rest.Length, destination.Length - written);
                rest[..count].CopyTo(destination[written..]);
                written += count;
                edit.Written += count;
                if (count < rest.Length)
                    return false;
                _emitted = Math.Max(_emitted, edit.End);
                if (_open is not null && _edits.IsLast)
                    return true;
                _edits.RemoveFirst();
                continue;
            }

            var stop = _edits.IsEmpty ? limit : Math.Min(limit, _edits.First.Start);
            if (_emitted < stop)
            {
                var rest = _window.Raw(_emitted, stop)[_half..];
                var count = Math.Min(rest.Length, destination.Length - written);
                rest[..count].CopyTo(destination[written..]);
                written += count;
                (_emitted, _half) = (_emitted + (_half + count) / _window.Width, (_half + count) % _window.Width);
                if (_emitted < stop)
                    return false;
                continue;
            }

            if (_emitted < limit)
                continue;
            if (!last || _window.Rest.IsEmpty)
                return true;
            if (written == destination.Length)
                return false;
            destination[written++] = _window.Rest[0];
            return true;
        }
    }

    // Characters that are copied out and too far back for any rule leave the window, a good part of it at a time.
    private void MakeRoom()
    {
        var drop = Math.Min(_emitted, _scanned - Rule.Behind);
        if (drop < _window.Capacity / 2)
            return;
        CountLines(drop);
        _window.Drop(drop);
        _edits.Shift(drop);
        _triggers.Forget();
        _emitted -= drop;
        _scanned -= drop;
        _floor = Math.Max(0, _floor - drop);
        _lineCounted -= drop;
        if (_open is not null)
            _open.First = Math.Max(0, _open.First - drop);
    }

    private void Finish()
    {
        Clear();
        _finished = true;
    }

    private void Clear()
    {
        _window.Clear();
        _edits.Clear();
        _triggers.Forget();
        Array.Clear(_replacements);
        _emitted = _half = _scanned = _floor = _lineCounted = 0;
        _lines = 0;
        _open = null;
    }

    /// <summary>A value that is being hidden and whose end has not come yet.</summary>
    private sealed class OpenValue(Rule rule, Closing closing, int first, long line, long offset)
    {
        public Rule Rule { get; } = rule;

        public Closing Closing { get; } = closing;

        public int First { get; set; } = first;

        public long Line { get; } = line;

        public long Offset { get; } = offset;
    }
}
