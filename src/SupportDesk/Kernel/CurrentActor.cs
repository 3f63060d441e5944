using Microsoft.AspNetCore.Components.Authorization;

namespace SupportDesk.Kernel;

/// <summary>The person behind this circuit, read anew each time: rights may have been taken away since the page opened.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    public async ValueTask<Actor> GetAsync() =>
        Actor.From((await authentication.GetAuthenticationStateAsync()).User);
}
