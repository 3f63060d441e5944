namespace SupportDesk.Tests.Support;

/// <summary>One served desk for the rows of a class that do not mind what the others left behind.</summary>
public sealed class ServedDesk : IAsyncLifetime
{
    internal DeskFixture Desk { get; private set; } = null!;

    public async Task InitializeAsync() => Desk = await DeskFixture.ServeAsync();

    public async Task DisposeAsync() => await Desk.DisposeAsync();
}
