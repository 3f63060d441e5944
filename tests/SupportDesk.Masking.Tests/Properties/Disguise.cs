namespace SupportDesk.Masking.Tests.Properties;

/// <summary>How a card number is written: what surrounds it, what stands between its digits, which digits they are.</summary>
/// <param name="Before">Text before the number.</param>
/// <param name="After">Text behind it.</param>
/// <param name="Zero">The digit zero of the digits that it is written in.</param>
/// <param name="Part">Puts separators between its digits.</param>
internal sealed record Disguise(string Before, string After, char Zero, Func<string, string> Part)
{
    private const char Placeholder = '\uE000'; // digits of separators are not those of the number

    public string Show(string number) => Write(number, (digit, _) => (char)(Zero + (digit - '0')));

    /// <summary>What must be left: a star for every digit but the last four, and nothing else changed.</summary>
    public string Hide(string number) => Write(number, (digit, i) => i < number.Length - 4 ? '*' : (char)(Zero + (digit - '0')));

    private string Write(string number, Func<char, int, char> digit)
    {
        var placed = Part(string.Concat(number.Select((_, i) => (char)(Placeholder + i))));
        return Before
            + string.Concat(placed.Select(c => c >= Placeholder && c < Placeholder + number.Length ? digit(number[c - Placeholder], c - Placeholder) : c))
            + After;
    }
}
