using SupportDesk.Features.Email.SignIn;

namespace SupportDesk.Tests.Features.Email.SignIn;

public sealed class EchoedSecretsTests
{
    [Theory]
    [InlineData("no geheim here", "no ··· here")]
    [InlineData("no Z2VoZWlt here", "no ··· here")]
    [InlineData("no AGRlc2sAZ2VoZWlt here", "no ··· here")]
    [InlineData("no dXNlcj1kZXNrAWF1dGg9QmVhcmVyIGdlaGVpbQEB here", "no ··· here")]
    [InlineData("wrong password of desk", "wrong password of desk")]
    public void T73_Hide_WhateverFormTheServerRepeats_IsHidden(string said, string shown) => Assert.Equal(shown, EchoedSecrets.Hide(said, "desk", "geheim"));
}
