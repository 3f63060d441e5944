namespace SupportDesk.Mail.Tests.Transcripts;

/// <summary>
/// A conversation with a server, and what the client makes of it. Lines of a file: <c>#</c> a remark, <c>&gt;</c> what the client is asked to
/// do, <c>=</c> what must come out of that, everything else the lines of <see cref="ScriptedServer"/>, in the order in which they happen;
/// <c>&lt;size&gt;</c> stands for the size of the player's letter in bytes.
/// </summary>
internal sealed record Transcript(string Script, IReadOnlyList<(string Action, string Result)> Steps)
{
    internal static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Transcripts");

    internal static Transcript Read(string path)
    {
        var script = new List<string>();
        var steps = new List<(string Action, string Result)>();
        foreach (var line in File.ReadAllLines(Path.Combine(Folder, path)).Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) steps.Add((line[2..], ""));
            else if (line.StartsWith("= ", StringComparison.Ordinal)) steps[^1] = (steps[^1].Action, line[2..]);
            else if (!line.StartsWith('#')) script.Add(line.Replace("<size>", $"{Player.LetterLength}", StringComparison.Ordinal));
        }
        return new Transcript(string.Join('\n', script), steps);
    }
}
