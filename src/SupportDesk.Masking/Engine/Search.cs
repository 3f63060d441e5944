using SupportDesk.Masking.Rules;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>Goes over the window from trigger to trigger, asks the rules there, and has their verdicts carried out.</summary>
internal sealed class Search
{
    private readonly Window _window;
    private readonly Ledger _ledger;
    private readonly Redactor _redactor;
    private readonly Rule[] _rules;
    private readonly Rule[] _digitRules;
    private readonly Rule[] _starRules;
    private readonly TriggerTable _table;
    private readonly TriggerScanner _triggers;
    private readonly PendingDecisions _ahead = new();

    private int _scanned; // everything before has been decided

    public Search(Window window, Ledger ledger, PersonalData personal)
    {
        (_window, _ledger) = (window, ledger);
        (_rules, _table) = RuleBook.For(personal);
        _digitRules = Array.FindAll(_rules, rule => rule.OnDigits);
        _starRules = Array.FindAll(_rules, rule => rule.OnStars);
        _triggers = new TriggerScanner(_table);
        _redactor = new Redactor(window, ledger);
    }

    /// <summary>What leaves the window.</summary>
    public OutputWriter OutputWriter => _redactor.OutputWriter;

    /// <summary>True while the end of a value is awaited.</summary>
    public bool IsOpen => _redactor.Open is not null;

    /// <summary>No rule can change anything before it any more, unless the input ends in the window.</summary>
    public int Decided => _scanned - Rule.Behind;

    /// <summary>Characters from the start of the window that nobody needs any more.</summary>
    public int Done => Math.Min(OutputWriter.Position, _scanned - Rule.Behind);

    /// <summary>Makes rules see nothing before a position where the input begins.</summary>
    public void StartAt(int position)
    {
        if (_scanned == 0)
            _redactor.Floor = position;
    }

    /// <summary>Decides about all of the window of which enough is known.</summary>
    /// <param name="last">True when the input ends with the window.</param>
    public void Scan(bool last)
    {
        if (last)
            _window.Pad();
        var limit = last ? _window.Count : _window.Count - Rule.Ahead;
        while (_scanned < limit && (_redactor.Open is null || TryClose(limit)))
            Step(limit);
        if (last && _redactor.Open is not null)
            _scanned = _redactor.CloseAtEnd();
    }

    // To the next trigger or to what has been found ahead.
    private void Step(int limit)
    {
        var next = Math.Min(limit, _ahead.NextStart);
        var at = _triggers.Next(_window.Padded, _scanned, next, out var trigger);
        _scanned = Math.Max(_scanned, at);
        if (at < next)
            Examine(at, trigger);
        else if (next < limit)
            Keep(_ahead.Take());
    }

    private void Examine(int at, Trigger trigger)
    {
        _scanned = at + 1;
        if (trigger.Stars)
            _redactor.Card.Follow(_window.View, at, _window.Dropped);
        if ((trigger.Number && Ask(_digitRules, at)) || (trigger.Stars && Ask(_starRules, at)) || !trigger.Word)
            return;
        var padded = _window.Padded;
        foreach (var stem in _table.StemsAt(padded, at))
            if (at - stem.Skip >= _redactor.Floor && stem.Spelling.Matches(_window.View[(at - stem.Skip)..]) && Ask(_rules[stem.Rule], at - stem.Skip))
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
        var from = Math.Max(_redactor.Floor, at - Rule.Behind);
        var text = _window.View[from..Math.Min(_window.Count, at + Rule.Ahead)];
        rule.IsAfterCard = _redactor.Card.IsNear(_window.Dropped + at);
        var verdict = rule.Examine(text, at - from);
        if (verdict.Act is Act.Hide or Act.HideValue)
        {
            // What a rule hides again had been hidden before; what is empty hides nothing.
            if (Placeholder.MarkLengthAt(text, verdict.Start) is var mark and > 0)
                verdict = Verdict.HiddenBefore(verdict.Start, verdict.Start + mark);
            else if (
                verdict.Act == Act.Hide
                    ? verdict.End <= verdict.Start
                    : verdict.Terminator.Find(text, verdict.Start, verdict.Start, Math.Min(text.Length, verdict.Start + 1)) >= 0
            )
                return false;
        }

        if (verdict.Act == Act.None || (_ledger.HasReleases && IsReleased(rule, verdict, from)))
            return false;
        if (verdict.Act is not (Act.Hide or Act.HideValue or Act.HiddenBefore) || from + verdict.Start <= at)
            Apply(rule, verdict, from);
        else if (!Postpone(rule, verdict, from))
            return false;
        foreach (var detail in rule.CompanionsOf(text, verdict))
            Meet(detail.Kind, detail.Rule, from + detail.Start, from + detail.End, at);
        return true;
    }

    // Between a name and its value something else may stand that has to be hidden.
    private bool Postpone(Rule rule, in Verdict verdict, int from)
    {
        if (from + verdict.Start >= _ahead.NextStart)
            return false;
        if (verdict.Act != Act.HiddenBefore)
            _ahead.Add(
                new PendingDecision(rule.Kind, rule.Name, from + verdict.Start, from + verdict.End, verdict.Act == Act.HideValue ? verdict.Terminator : null)
            );
        return true;
    }

    // What stands before the number is hidden now, what stands after it when the scan comes there.
    private void Meet(SecretKind kind, string rule, int start, int end, int at)
    {
        if (start >= at)
            _ahead.Add(new PendingDecision(kind, rule, start, end));
        else if (!_ledger.IsReleased(kind, rule, start, end))
            Hide(kind, rule, start, end);
    }

    // Hides what has been reached, unless it belongs to something that was found on the way.
    private void Keep(in PendingDecision decision)
    {
        var (kind, rule, start, end, terminator) = decision;
        if (start < _scanned)
            return;
        if (terminator is not null)
            _redactor.Begin(kind, rule, start, terminator.Value);
        else if (!_ledger.IsReleased(kind, rule, start, end))
            Hide(kind, rule, start, end);
        else
            return;
        _scanned = end;
    }

    private void Hide(SecretKind kind, string rule, int start, int end, ReadOnlySpan<byte> text = default)
    {
        _redactor.Hide(kind, rule, start, end, text);
        ForgetCovered(end);
    }

    // A value is released only if its end is in sight, so that its length is known to be the one that was looked at.
    private bool IsReleased(Rule rule, in Verdict verdict, int from)
    {
        int start = from + verdict.Start, end = from + verdict.End;
        if (verdict.Act == Act.HideValue)
            end = verdict.Terminator.Find(_window.View, start, start, Math.Min(_window.Count, start + Finding.LongestReleased));
        return verdict.Act is not (Act.Skip or Act.HiddenBefore) && end >= 0 && _ledger.IsReleased(rule.Kind, rule.Name, start, end);
    }

    private void Apply(Rule rule, in Verdict verdict, int from)
    {
        int start = from + verdict.Start, end = from + verdict.End;
        _scanned = Math.Max(_scanned, end);
        switch (verdict.Act)
        {
            case Act.HiddenBefore:
                _redactor.Pass(start, end);
                ForgetCovered(end);
                break;
            case Act.Stars:
                Span<int> positions = stackalloc int[verdict.Positions.Length];
                for (var i = 0; i < positions.Length; i++)
                    positions[i] = from + verdict.Positions[i];
                if (verdict.IsWide)
                {
                    _redactor.HideWide(rule.Kind, rule.Name, start, end, positions);
                    ForgetCovered(positions[^1] + 1);
                    break;
                }

                _redactor.PutStars(rule.Kind, rule.Name, start, end, positions);
                if (start > _redactor.Floor && _window.View[start - 1] == '*')
                    LookAgain(start);
                break;
            case Act.Rewrite:
                _redactor.Rewrite(rule.Kind, rule.Name, start, verdict.Text);
                _triggers.Forget();
                break;
            case Act.Hide:
                Hide(rule.Kind, rule.Name, start, end, verdict.Text);
                break;
            case Act.HideValue:
                _redactor.Begin(rule.Kind, rule.Name, start, verdict.Terminator);
                break;
        }
    }

    // New stars that touch older ones may make a shortened number of digits before them, as they would in masked text.
    private void LookAgain(int at)
    {
        var lowest = Math.Max(_redactor.Floor, _scanned - Rule.Behind);
        while (at > lowest && _window.View[at - 1] == '*')
            at--;
        _scanned = at;
        _triggers.Forget();
    }

    private void ForgetCovered(int end)
    {
        if (Bytes.IsDigit(_window.Padded[end]) || _window.Padded[end] == '*')
            _triggers.Forget();
    }

    private bool TryClose(int limit)
    {
        var stop = _redactor.TryClose(_scanned, limit);
        _scanned = stop < 0 ? limit : stop;
        if (stop >= 0)
            ForgetCovered(stop);
        return stop >= 0;
    }

    /// <summary>Follows a window that is about to forget its first characters.</summary>
    public void Shift(int dropped)
    {
        _redactor.Shift(dropped);
        _triggers.Forget();
        _scanned -= dropped;
        _ahead.Shift(dropped);
    }

    public void Clear()
    {
        _triggers.Forget();
        _scanned = 0;
        _redactor.Clear();
        _ahead.Clear();
    }
}
