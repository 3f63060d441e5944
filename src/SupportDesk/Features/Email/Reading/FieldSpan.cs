namespace SupportDesk.Features.Email.Reading;

/// <summary>Where a header field lies in an e-mail.</summary>
internal struct FieldSpan(int start, int value, int end)
{
    public bool IsOpen { get; } = true;

    public int Start { get; } = start;

    /// <summary>Behind the colon.</summary>
    public int Value { get; } = value;

    /// <summary>Behind the last character, before the line end.</summary>
    public int End { get; private set; } = end;

    /// <summary>Continuation lines.</summary>
    public int Lines { get; private set; }

    /// <summary>Where a continuation line begins that lost its blank; null when there is none.</summary>
    public List<int>? Blanks { get; private set; }

    public void Extend(int end)
    {
        End = end;
        Lines++;
    }

    public void AddBlank(int at) => (Blanks ??= []).Add(at);
}
