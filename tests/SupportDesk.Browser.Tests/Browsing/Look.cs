namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>How a person looks at the desk.</summary>
internal sealed record Look(string Language = "ru", string Theme = "light", int Width = 1280, bool Script = true)
{
    public int Height => Width < 760 ? 844 : 1000;

    public override string ToString() => $"{Width}-{Theme}-{Language}";
}
