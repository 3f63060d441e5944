namespace SupportDesk.Features.Diagnostics.Home;

/// <summary>
/// Carries what was pasted from the doctor's home to the tool that goes on with it. In the page's memory and only until the
/// tool takes it: a signature or a token in an address would stand in the browser's history and in logs.
/// </summary>
public sealed class PastedText
{
    private (string Tool, PastedKind Kind, string Text)? carried;

    public void Put(string tool, PastedKind kind, string text) => carried = (tool, kind, text);

    /// <returns>Null if nothing was carried to this tool.</returns>
    public (PastedKind Kind, string Text)? Take(string tool)
    {
        var taken = carried;
        carried = null;
        return taken is { } one && one.Tool == tool ? (one.Kind, one.Text) : null;
    }
}
