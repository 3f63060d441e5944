using System.Buffers;
using System.Text;
using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Rules;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking;

/// <summary>
/// Hides card numbers, verification values, passwords, tokens and cookies in a stream of text, whatever its size,
/// in constant memory. The result does not depend on how the input is cut into blocks.
/// </summary>
/// <remarks>
/// One instance masks one input at a time and is not thread-safe. It holds back up to about 650 bytes of
/// unfinished text between calls, unmasked; <see cref="Reset"/> and the end of the input overwrite them with zeros.
/// </remarks>
public sealed class Masker
{
    private static readonly byte[] Star = [(byte)'*'];

    internal const int StreamWindow = 64 * 1024;

    /// <summary>The smallest window that works: what a rule sees before and after a position, and room to move.</summary>
    internal const int SmallestWindow = 4 * (Rule.Behind + Rule.Ahead);

    private readonly Window _window;
    private readonly Outlet _outlet;
    private readonly TriggerScanner _triggers;
    private readonly Rule[] _rules;
    private readonly TriggerTable _table;
    private readonly Rule[] _digitRules;
    private readonly Rule[] _starRules;
    private readonly byte[]?[] _replacements = new byte[]?[Enum.GetValues<SecretKind>().Length];
    private readonly Ledger _ledger;
    private readonly Appointments _ahead = new();
    private readonly CardTrace _card = new();

    private int _scanned; // everything before has been decided
    private int _floor; // rules see nothing before: it has been hidden
    private bool _finished;
    private OpenValue? _open;

    /// <summary>Creates a masker with the given or the default settings.</summary>
    public Masker(MaskingOptions? options = null)
        : this(options ?? new MaskingOptions(), StreamWindow, options?.Encoding ?? TextEncoding.Detect)
    {
    }

    internal Masker(MaskingOptions options, int window, TextEncoding encoding, bool countCharacters = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, SmallestWindow);
        _window = new Window(window, encoding);
        _outlet = new Outlet(_window);
        (_rules, _table) = RuleBook.For(options.Personal);
        _digitRules = Array.FindAll(_rules, rule => rule.OnDigits);
        _starRules = Array.FindAll(_rules, rule => rule.OnStars);
        _triggers = new TriggerScanner(_table);
        _ledger = new Ledger(_window, options, countCharacters);
    }

    /// <summary>What was hidden so far since the start or the last <see cref="Reset"/>.</summary>
    public MaskReport Report => _ledger.Report;

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
            _ledger.Take(taken);
            var last = isFinalBlock && bytesConsumed == source.Length;
            if (!_window.IsDecided && !_window.Decide(last))
                return _window.Rest.IsEmpty ? OperationStatus.Done : OperationStatus.NeedMoreData;

            SkipByteOrderMark();
            Scan(last);
            var decided = last ? _window.Count : _scanned - Rule.Behind;
            if (!_outlet.Copy(destination, ref bytesWritten, decided, last, _open is not null))
                return OperationStatus.DestinationTooSmall;
            if (bytesConsumed < source.Length)
                continue;
            if (last)
            {
                Finish();
                return OperationStatus.Done;
            }

            return _outlet.Position == _window.Count && _window.Rest.IsEmpty ? OperationStatus.Done : OperationStatus.NeedMoreData;
        }
    }

    /// <summary>Forgets the input, overwrites what was held back with zeros and starts a new report.</summary>
    public void Reset()
    {
        Clear();
        _finished = false;
        _ledger.StartAnew();
    }

    /// <summary>Ends the input here: overwrites what was held back with zeros and keeps the report.</summary>
    internal void Discard() => Finish();

    private void Scan(bool last)
    {
        if (last)
            _window.Pad();
        var limit = last ? _window.Count : _window.Count - Rule.Ahead;
        while (_scanned < limit)
        {
            if (_open is not null && !TryClose(limit))
                break;
            var next = Math.Min(limit, _ahead.NextStart);
            var at = _triggers.Next(_window.Padded, _scanned, next, out var trigger);
            _scanned = Math.Max(_scanned, at);
            if (at < next)
                Examine(at, trigger);
            else if (next < limit)
                Keep(_ahead.Take());
        }

        if (last && _open is not null)
            CloseAt(_open.Closing.TrimEnd(_window.View, _open.First));
    }

    // Its last byte would be a letter in front of the first word.
    private void SkipByteOrderMark()
    {
        if (_scanned == 0 && _window.Dropped == 0 && _window.View.StartsWith(Encoding.UTF8.Preamble))
            _floor = Encoding.UTF8.Preamble.Length;
    }

    private void Examine(int at, Trigger trigger)
    {
        _scanned = at + 1;
        if (trigger.Stars)
            _card.Follow(_window.View, at, _window.Dropped);
        if ((trigger.Number && Ask(_digitRules, at)) || (trigger.Stars && Ask(_starRules, at)) || !trigger.Word)
            return;
        var padded = _window.Padded;
        foreach (var stem in _table.StemsAt(padded, at))
            if (at - stem.Skip >= _floor && stem.Spelling.Matches(_window.View[(at - stem.Skip)..]) && Ask(_rules[stem.Rule], at - stem.Skip))
                return;
        foreach (var (rule, sign) in _table.SignsAt(padded[at]))
            if (sign.Matches(padded, at) && Ask(_rules[rule], at))
                return;
    }

    private bool Ask(Rule[] rules, int at)
    {
        foreach (var rule in rules)
            if (Ask(rule, at))
                return true;
        return false;
    }

    private bool Ask(Rule rule, int at)
    {
        var from = Math.Max(_floor, at - Rule.Behind);
        var text = _window.View[from..Math.Min(_window.Count, at + Rule.Ahead)];
        rule.IsAfterCard = _card.IsNear(_window.Dropped + at);
        var verdict = rule.Examine(text, at - from);
        if (verdict.Act is Act.Hide or Act.HideValue)
        {
            // What a rule hides again had been hidden before; what is empty hides nothing.
            if (Placeholder.MarkLengthAt(text, verdict.Start) is var mark and > 0)
                verdict = Verdict.HiddenBefore(verdict.Start, verdict.Start + mark);
            else if (verdict.Act == Act.Hide ? verdict.End <= verdict.Start : verdict.Closing.Find(text, verdict.Start, verdict.Start, Math.Min(text.Length, verdict.Start + 1)) >= 0)
                return false;
        }

        if (verdict.Act == Act.None || (_ledger.HasReleases && IsReleased(rule, verdict, from)))
            return false;
        if (verdict.Act is not (Act.Hide or Act.HideValue or Act.HiddenBefore) || from + verdict.Start <= at)
            Apply(rule, verdict, from);
        else if (!Postpone(rule, verdict, from))
            return false;
        foreach (var companion in rule.CompanionsOf(text, verdict))
            Meet(companion.Kind, companion.Rule, from + companion.Start, from + companion.End, at);
        return true;
    }

    // Between a name and its value something else may stand that has to be hidden.
    private bool Postpone(Rule rule, in Verdict verdict, int from)
    {
        if (from + verdict.Start >= _ahead.NextStart)
            return false;
        if (verdict.Act != Act.HiddenBefore)
            _ahead.Add(new Appointment(rule.Kind, rule.Name, from + verdict.Start, from + verdict.End, verdict.Act == Act.HideValue ? verdict.Closing : null));
        return true;
    }

    // What stands before the number is hidden now, what stands after it when the scan comes there.
    private void Meet(SecretKind kind, string rule, int start, int end, int at)
    {
        if (start >= at)
            _ahead.Add(new Appointment(kind, rule, start, end));
        else if (!_ledger.IsReleased(kind, rule, start, end))
            Hide(kind, rule, start, end);
    }

    // Hides what has been reached, unless it belongs to something that was found on the way.
    private void Keep(in Appointment appointment)
    {
        var (kind, rule, start, end, closing) = appointment;
        if (start < _scanned)
            return;
        if (closing is not null)
            Open(kind, rule, start, closing.Value);
        else if (!_ledger.IsReleased(kind, rule, start, end))
            Hide(kind, rule, start, end);
        else
            return;
        _scanned = end;
    }

    private void Open(SecretKind kind, string rule, int start, in Closing closing)
    {
        _outlet.Edits.Add(start, start, Replacement(kind));
        _open = _ledger.Open(kind, rule, start, closing);
    }

    private void Hide(SecretKind kind, string rule, int start, int end, ReadOnlySpan<byte> text = default)
    {
        _outlet.Edits.Add(start, end, text.IsEmpty ? Replacement(kind) : _window.Encode(text));
        _ledger.Record(kind, rule, start, end);
        _card.Hide(_window.Dropped + start, end - start - text.Length);
        Cover(end, text.IsEmpty ? (byte)']' : text[^1]);
    }

    // A value is released only if its end is in sight, so that its length is known to be the one that was looked at.
    private bool IsReleased(Rule rule, in Verdict verdict, int from)
    {
        int start = from + verdict.Start, end = from + verdict.End;
        if (verdict.Act == Act.HideValue)
            end = verdict.Closing.Find(_window.View, start, start, Math.Min(_window.Count, start + Finding.LongestReleased));
        return verdict.Act is not (Act.Skip or Act.HiddenBefore) && end >= 0 && _ledger.IsReleased(rule.Kind, rule.Name, start, end);
    }

    private void Apply(Rule rule, in Verdict verdict, int from)
    {
        int start = from + verdict.Start, end = from + verdict.End;
        switch (verdict.Act)
        {
            case Act.HiddenBefore:
                Cover(end, (byte)']');
                _card.Hide(_window.Dropped + start, end - start);
                break;
            case Act.Stars when verdict.IsWide:
                foreach (var position in verdict.Positions)
                    _outlet.Edits.Add(from + position, from + position + Digit.LengthAt(_window.View, from + position), Star);
                _ledger.Record(rule.Kind, rule.Name, start, end);
                _card.Ends(_window.Dropped + from + verdict.Positions[^1]);
                Cover(from + verdict.Positions[^1] + 1, (byte)'*');
                break;
            case Act.Rewrite:
                _window.Rewrite(start, verdict.Text);
                _ledger.Record(rule.Kind, rule.Name, start, end);
                _triggers.Forget();
                break;
            case Act.Stars:
                foreach (var position in verdict.Positions)
                    _window.Star(from + position);
                _ledger.Record(rule.Kind, rule.Name, start, end);
                if (_window.View[start..end].IndexOf("****"u8) is var stars and >= 0)
                    _card.Follow(_window.View, start + stars, _window.Dropped);
                break;
            case Act.Hide:
                Hide(rule.Kind, rule.Name, start, end, verdict.Text);
                break;
            case Act.HideValue:
                Open(rule.Kind, rule.Name, start, verdict.Closing);
                break;
        }

        _scanned = Math.Max(_scanned, end);
        if (verdict.Act == Act.Stars && !verdict.IsWide && start > _floor && _window.View[start - 1] == '*')
            LookAgain(start);
    }

    // New stars that touch older ones may make a shortened number of digits before them, as they would in masked text.
    private void LookAgain(int at)
    {
        var lowest = Math.Max(_floor, _scanned - Rule.Behind);
        while (at > lowest && _window.View[at - 1] == '*')
            at--;
        _scanned = at;
        _triggers.Forget();
    }

    private bool TryClose(int limit)
    {
        var stop = _open!.Closing.Find(_window.View, _open.First, _scanned, limit);
        if (stop < 0)
        {
            _scanned = limit;
            _outlet.Edits.Last.End = Math.Max(_outlet.Edits.Last.End, limit - Rule.Behind);
            return false;
        }

        CloseAt(stop);
        return true;
    }

    private void CloseAt(int stop)
    {
        var open = _open!;
        _open = null;
        _outlet.Edits.Last.End = stop;
        var length = _ledger.Close(open, stop);
        _card.Hide(_window.Dropped + stop - length, length);
        Cover(stop, (byte)']');
        _scanned = stop;
    }

    // Rules that look back see the end of the replacement and nothing before it, as they would in masked text.
    private void Cover(int end, byte seen)
    {
        _floor = Math.Max(_floor, end - 1);
        _window.Cover(end - 1, seen);
        if (Bytes.IsDigit(_window.Padded[end]) || _window.Padded[end] == '*')
            _triggers.Forget();
    }

    private byte[] Replacement(SecretKind kind) => _replacements[(int)kind] ??= _window.Encode(RuleBook.Replacement(kind));

    // Characters that are copied out and too far back for any rule leave the window, a good part of it at a time.
    private void MakeRoom()
    {
        var drop = Math.Min(_outlet.Position, _scanned - Rule.Behind);
        if (drop < _window.Capacity / 2)
            return;
        _ledger.Shift(drop);
        _window.Drop(drop);
        _outlet.Shift(drop);
        _triggers.Forget();
        _scanned -= drop;
        _floor = Math.Max(0, _floor - drop);
        _ahead.Shift(drop);
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
        _outlet.Clear();
        _triggers.Forget();
        Array.Clear(_replacements);
        _scanned = _floor = 0;
        _ledger.Clear();
        _card.Clear();
        _open = null;
        _ahead.Clear();
    }
}
