namespace SupportDesk.Masking.Engine;

/// <summary>Writes down what was hidden, with lines and offsets of the whole input, and knows what was released.</summary>
/// <param name="window">Where positions lie.</param>
/// <param name="options">How many findings to keep, and the releases.</param>
/// <param name="countCharacters">True when offsets and lengths count characters instead of bytes.</param>
internal sealed class Ledger(Window window, MaskingOptions options, bool countCharacters)
{
    private readonly HashSet<Release> _releases = [.. options.Releases];
    private int _counted; // line feeds before are counted
    private long _lines;
    private long _end; // where the farthest finding ends

    public MaskReport Report { get; private set; } = new(options.MaxFindings);

    public bool HasReleases => _releases.Count > 0;

    private int Unit => countCharacters ? 1 : window.Width;

    public void Take(int bytes) => Report.Bytes += countCharacters ? bytes / window.Width : bytes;

    /// <summary>Writes down a finding, or what of it is not a part of the one before.</summary>
    public void Record(SecretKind kind, string rule, int start, int end)
    {
        long from = OffsetAt(start), to = OffsetAt(end);
        if (from < _end && to > _end)
        {
            start += (int)(_end - from) / Unit;
            from = _end;
        }

        _end = Math.Max(_end, to);
        Report.Add(new Finding(kind, LineAt(start), from, (int)(to - from), rule));
    }

    /// <summary>Begins a value whose end has not come yet.</summary>
    public OpenValue Open(SecretKind kind, string rule, int start, in Terminator terminator) =>
        new(kind, rule, terminator, start, LineAt(start), OffsetAt(start));

    /// <summary>Records a value that ends here, and returns how many characters it had.</summary>
    public int Close(OpenValue value, int end)
    {
        var length = OffsetAt(end) - value.Offset;
        _end = Math.Max(_end, OffsetAt(end));
        Report.Add(new Finding(value.Kind, value.Line, value.Offset, (int)Math.Min(length, int.MaxValue), value.Rule));
        return (int)Math.Min(length / Unit, int.MaxValue);
    }

    /// <summary>True, and counted, when a person has looked at this finding and wants it shown.</summary>
    public bool IsReleased(SecretKind kind, string rule, int start, int end)
    {
        if (!HasReleases)
            return false;
        var finding = new Finding(kind, 0, OffsetAt(start), (int)(OffsetAt(end) - OffsetAt(start)), rule);
        if (!finding.CanBeReleased || !_releases.Contains(new Release(finding.Kind, finding.Offset, finding.Length)))
            return false;
        Report.Released++;
        return true;
    }

    /// <summary>To be called before the window forgets its first characters.</summary>
    public void Shift(int dropped)
    {
        CountLines(dropped);
        _counted -= dropped;
    }

    /// <summary>Forgets positions and keeps the report.</summary>
    public void Clear() => (_counted, _lines, _end) = (0, 0, 0);

    public void StartAnew()
    {
        Clear();
        Report = new MaskReport(options.MaxFindings);
    }

    private long OffsetAt(int at) => (window.Dropped + at) * Unit;

    private long LineAt(int at)
    {
        if (at < _counted)
            return _lines + 1 - window.View[Math.Max(0, at).._counted].Count((byte)'\n');
        CountLines(at);
        return _lines + 1;
    }

    private void CountLines(int upTo)
    {
        if (upTo <= _counted)
            return;
        _lines += window.View[_counted..upTo].Count((byte)'\n');
        _counted = upTo;
    }
}
